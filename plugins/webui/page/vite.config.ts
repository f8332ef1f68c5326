// Builds the page into the package, split so that each page of it is fetched when it is opened.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { shell } from "./scripts/shell.ts";

const backend = process.env["QBITRR_PAGE"] ?? "http://127.0.0.1:6969";
const passed = Object.fromEntries(
  ["/api", "/health", "/metrics"].map((path) => [path, { target: backend, changeOrigin: true, xfwd: false }]),
);

// What every page needs goes into two lasting files; the rest is left to the bundler, which cuts at lazy imports.
const lasting: [string, RegExp][] = [
  ["react", /node_modules\/(react|react-dom|scheduler)\//],
  ["mantine", /node_modules\/(@mantine\/(hooks|store)|@floating-ui|clsx)\//],
];

export default defineConfig({
  base: "./",
  plugins: [react(), shell()],
  build: {
    outDir: "../qbitrr_webui/static",
    emptyOutDir: true,
    sourcemap: false,
    target: "es2022",
    modulePreload: { polyfill: false },
    rollupOptions: {
      output: {
        manualChunks: (id) => lasting.find(([, pattern]) => pattern.test(id))?.[0],
      },
    },
  },
  server: { host: "127.0.0.1", proxy: passed },
  test: { environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}"], setupFiles: ["src/testing.ts"] },
});

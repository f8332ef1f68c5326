// Lets the page be installed: registers the service worker, where the browser allows one.
export function install(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  window.addEventListener("load", () => {
    navigator.serviceWorker.register("./sw.js").catch(() => {
      // Without https there is none, and the page works all the same.
    });
  });
}

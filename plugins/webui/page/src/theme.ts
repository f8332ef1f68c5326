// The look, as one system: colours, sizes, and how the components use them. Tones and grounds are in theme.css.
import { createTheme, type MantineColorsTuple } from "@mantine/core";

const petrol: MantineColorsTuple = [
  "#e4f4f4", "#c9e6e6", "#98cfd0", "#64b7b8", "#3ea3a5", "#22898c", "#12757a", "#0c6469", "#085257", "#053f44",
]; // prettier-ignore
const gray: MantineColorsTuple = [
  "#f5f7f8", "#eceff1", "#dfe5e8", "#ced6da", "#aeb9bf", "#84919a", "#58656d", "#424d55", "#2b353b", "#171e23",
]; // prettier-ignore
const dark: MantineColorsTuple = [
  "#dbe3e7", "#bcc7cd", "#9dabb3", "#71808a", "#33404a", "#29343c", "#1f2930", "#171f25", "#10161a", "#0a0e11",
]; // prettier-ignore

export const theme = createTheme({
  primaryColor: "petrol",
  primaryShade: { light: 6, dark: 7 },
  colors: { petrol, gray, dark },
  black: "#171e23",
  fontFamily: 'Inter, "Segoe UI Variable Text", "Segoe UI", system-ui, -apple-system, Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "JetBrains Mono", Menlo, Consolas, "Noto Sans Mono", monospace',
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.125rem" },
  spacing: { xs: "0.5rem", sm: "0.75rem", md: "1rem", lg: "1.5rem", xl: "2rem" },
  headings: {
    fontWeight: "650",
    sizes: {
      h1: { fontSize: "1.375rem", lineHeight: "1.3" },
      h2: { fontSize: "1rem", lineHeight: "1.4" },
      h3: { fontSize: "0.875rem", lineHeight: "1.4" },
    },
  },
  radius: { xs: "3px", sm: "5px", md: "7px", lg: "10px", xl: "16px" },
  defaultRadius: "md",
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "sm" } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray" } },
    TextInput: { defaultProps: { size: "sm" } },
    PasswordInput: { defaultProps: { size: "sm" } },
    Select: { defaultProps: { size: "sm", allowDeselect: false, checkIconPosition: "right" } },
    SegmentedControl: { defaultProps: { size: "sm" } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true, events: { hover: true, focus: true, touch: false } } },
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Modal: {
      defaultProps: { closeButtonProps: { "aria-label": "Close" }, centered: true, overlayProps: { backgroundOpacity: 0.45 } },
      styles: { title: { fontSize: "1rem", fontWeight: 650 } },
    },
    Drawer: { defaultProps: { closeButtonProps: { "aria-label": "Close" }, overlayProps: { backgroundOpacity: 0.35 } } },
    Notification: { defaultProps: { closeButtonProps: { "aria-label": "Close" } } },
    Paper: { defaultProps: { withBorder: true, radius: "lg" } },
    Table: { defaultProps: { verticalSpacing: 6, horizontalSpacing: "sm" } },
    Skeleton: { defaultProps: { radius: "sm" } },
  },
});

// Sets light or dark before the first paint, so that nothing flashes. A file of its own: inline scripts are refused.
(function () {
  var scheme = window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  try {
    var chosen = window.localStorage.getItem("qbitrr.scheme");
    if (chosen === "light" || chosen === "dark") scheme = chosen;
  } catch {
    // A browser that keeps nothing: as the system says.
  }
  document.documentElement.setAttribute("data-mantine-color-scheme", scheme);
})();

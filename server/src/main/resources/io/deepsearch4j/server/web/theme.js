// Runs before the first paint, so that nobody in the dark is dazzled by a flash of white.
(() => {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') {
    document.documentElement.dataset.theme = theme;
  }
})();

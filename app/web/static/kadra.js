// Loads the modules that this page asks for: an element with data-module="name" is given to modules/name.js.

for (const element of document.querySelectorAll("[data-module]")) {
  import(`./modules/${element.dataset.module}.js`).then(({ start }) => start(element));
}

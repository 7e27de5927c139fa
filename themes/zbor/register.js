// Starts the worker that keeps pages (sw.js). Where it cannot run, nothing is missing.
if (navigator.serviceWorker && location.protocol != "file:") navigator.serviceWorker.register(document.currentScript.getAttribute("data-worker"));

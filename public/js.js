// Runs before the first paint: pages show what needs JavaScript only where there is some.
document.documentElement.classList.add("js");

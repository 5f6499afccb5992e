// npm run build: what npm start does first, without serving.
import { install } from "./install.mjs";
import { alone, build } from "./start.mjs";

await alone(() => {
	install();
	build();
});

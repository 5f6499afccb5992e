import { build } from "./start.mjs";

build();

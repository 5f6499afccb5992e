import { join } from "node:path";
import { readEnv } from "../env.server.ts";
import { createUploadStore } from "./store.server.ts";

let store: ReturnType<typeof createUploadStore> | undefined;

/** The uploads of this installation, in DATA_DIR. */
export function uploadStore() {
	store ??= createUploadStore(join(readEnv().DATA_DIR, "uploads"));
	return store;
}

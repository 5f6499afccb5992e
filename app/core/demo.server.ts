import { readEnv } from "./env.server.ts";

/** Whether signing in as a demo person may be offered at all: DEMO=0 set by hand forbids it, whatever the database says. */
export const demoOffered = () => !readEnv().demoForbidden;

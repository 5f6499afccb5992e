import type { Role } from "#db/enums.ts";

/** The signed-in person, as every query and rule sees them. */
export type Viewer = { id: string; role: Role; handle: string; name: string; photo: string | null; timeZone: string };

export const passwordLength = { min: 12, max: 256 };
export const idleHours = 12;
export const absoluteDays = 7;
export const inviteDays = 14;

export const isAdmin = (viewer: Pick<Viewer, "role">) => viewer.role === "admin";
/** Moderators care for the tone; an admin may do all that a moderator may. */
export const isModerator = (viewer: Pick<Viewer, "role">) => viewer.role === "moderator" || viewer.role === "admin";

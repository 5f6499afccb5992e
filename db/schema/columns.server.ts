import { customType, text, timestamp } from "drizzle-orm/pg-core";

/** Ids are 14 random characters (70 bits): they carry no order and no time, and make short addresses. */
export const id = () => text().primaryKey();

/** An instant. Never a local date. */
export const instant = () => timestamp({ withTimezone: true, mode: "date", precision: 3 });

export const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** Markdown by section: a win has task, did, change; a question want, tried; a lesson tried, happened, believe; a reply text. */
export type Sections = Record<string, string>;

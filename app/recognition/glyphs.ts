import type { Family } from "./catalogue.ts";

/** The frame of each family, on a field of 64 by 64. */
export const frames: Record<Family, string> = {
	trying: "M32 4a28 28 0 1 1 0 56 28 28 0 0 1 0-56Z",
	progress: "M32 4 56 18v28L32 60 8 46V18Z",
	helping: "M32 4c9 5 16 6 24 6v22c0 14-10 23-24 28C18 55 8 46 8 32V10c8 0 15-1 24-6Z",
	openness: "M10 58V30C10 14 20 5 32 5s22 9 22 25v28Z",
};

/** What is drawn inside, on a field of 24 by 24. */
export const glyphs: Record<string, string> = {
	"first-question": "M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .6-1.5 1.2-1.5 2.3M12 18v.01",
	curious: "M12 3v4M12 17v4M3 12h4M17 12h4M6 6l3 3M15 15l3 3M18 6l-3 3M9 15l-3 3",
	"first-lesson": "M9 17h6M10 20h4M8 13a5 5 0 1 1 8 0c-1 1-1 2-1 4H9c0-2 0-3-1-4ZM12.5 6.5l-2 3 3 1-1.5 3",
	"open-book": "M12 7c-2-2-5-2-8-2v13c3 0 6 0 8 2 2-2 5-2 8-2V5c-3 0-6 0-8 2Zm0 0v13",
	"first-win": "M12 21v-9M12 12c0-4 3-6 7-6 0 4-3 6-7 6Zm0 3c0-3-2-5-6-5 0 3 2 5 6 5Z",
	"tried-it": "M9 3h6M10 3v6l-5 9a2 2 0 0 0 2 3h10a2 2 0 0 0 2-3l-5-9V3M7.5 15h9",
	"how-it-went": "M9 14 4 9l5-5M4 9h9a6 6 0 0 1 0 12h-3",
	"closed-the-loop": "M20 12a8 8 0 1 1-3-6.2M9 12l3 3 8-9",
	"hand-up": "M8 13V6a1.5 1.5 0 0 1 3 0v5-6.5a1.5 1.5 0 0 1 3 0V11 6a1.5 1.5 0 0 1 3 0v8c0 4-2 7-6 7-3 0-4-1-6-4l-2-3c-.6-1 .8-2 2-1l3 2",
	"asked-for-time": "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM12 7v5l3.5 2",
	"on-the-agenda": "M9 6h11M9 12h11M9 18h7M4.5 6v.01M4.5 12v.01M4.5 18v.01",
	"found-a-circle": "M12 4v.01M19.5 17v.01M4.5 17v.01M8.5 5.5a8 8 0 0 0-4.5 7M15.5 5.5a8 8 0 0 1 4.5 7M8.5 19.5a8 8 0 0 0 7 0",
	"four-of-six": "M3.5 6h4v4h-4zM10 6h4v4h-4zM16.5 6h4v4h-4zM3.5 14h4v4h-4zM12 16v.01M18.5 16v.01",
	"a-season": "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M19 5l-1.4 1.4M6.4 17.6 5 19",
	"looked-back": "M2.5 12S6 6 12 6s9.5 6 9.5 6-3.5 6-9.5 6-9.5-6-9.5-6ZM12 9.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z",
	"looked-back-thrice": "M4 8a12 12 0 0 1 16 0M4 13.5a12 12 0 0 1 16 0M4 19a12 12 0 0 1 16 0",
	"both-sides": "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM12 3v18M15 8h4M15 12h6M15 16h4",
	"turned-around": "M4 4v9a6 6 0 0 0 12 0V5M12 9l4-4 4 4",
	"full-circle": "M20 8A9 9 0 0 0 4.5 7M4 3v4.5h4.5M4 16a9 9 0 0 0 15.5 1M20 21v-4.5h-4.5",
	"ask-and-answer": "M4 4h11v8H9l-3 3v-3H4ZM18 9h2v9h-2v3l-3-3h-5v-2",
	"joined-in": "M4 5h16v11h-7l-4 4v-4H4ZM12 8v5M9.5 10.5h5",
	"first-answer": "M4 5h16v11h-7l-4 4v-4H4ZM8 9h8M8 12.5h5",
	"warm-welcome": "M12 20S4 15 4 9.5A4 4 0 0 1 12 8a4 4 0 0 1 8 1.5C20 15 12 20 12 20Z",
	across: "M3 17h18M4 17c0-6 3-9 8-9s8 3 8 9M9 17V8.5M15 17V8.5",
	"that-helped": "M5 13l4.5 4.5L19 7",
	"there-for-many":
		"M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM3 20c0-4 2.5-6 6-6s6 2 6 6M16 5a3 3 0 0 1 0 6M17.5 14.5c2.2.6 3.5 2.5 3.5 5.5",
	mended: "M5 14l9-9a3.5 3.5 0 0 1 5 5l-9 9a3.5 3.5 0 0 1-5-5ZM9.5 9.5l5 5M12 12v.01",
	"took-it-on": "M12 3v10M8 9.5l4 4 4-4M4 14v4c0 1.5 1 2.5 2.5 2.5h11c1.5 0 2.5-1 2.5-2.5v-4",
	"open-door": "M5 21V4l9-1v18M4 21h17M14 5h4v16M11 12v.01",
	"shared-notes": "M6 3h8l4 4v14H6ZM14 3v4h4M9 12h6M9 16h6",
	"saw-a-pattern": "M5 5h4v4H5zM15 5h4v4h-4zM5 15h4v4H5zM15 15h4v4h-4zM9 7h6M9 17h6M7 9v6M17 9v6",
	"said-thanks": "M4 6h16v12H4zM4 7l8 6 8-6",
	champion: "M9 3h6l3 8H6ZM12 11v8M8 20h8",
	"passed-the-lamp": "M3 12h13M11 7l5 5-5 5M20.5 5v14",
	"first-ama": "M12 3a3 3 0 0 1 3 3v6a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3ZM6 11a6 6 0 0 0 12 0M12 17v4M9 21h6",
	"learning-log": "M6 3h13v18H6zM6 7H4M6 12H4M6 17H4M10 8h5M10 12h5",
	"i-dont-know-yet": "M4 5h16v12h-7l-4 4v-4H4ZM8 11v.01M12 11v.01M16 11v.01",
	"came-back-with-it": "M20 5v6a4 4 0 0 1-4 4H5M9 11l-4 4 4 4",
	"answered-openly": "M4 4h16v16H4zM4 12h16M12 4v16",
};

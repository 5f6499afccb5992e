export const themes = ["light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The theme this browser asked for in its cookie; undefined follows the system. */
export function themeOf(request: Request): Theme | undefined {
	const value = /(?:^|;\s*)theme=(\w+)/.exec(request.headers.get("Cookie") ?? "")?.[1];
	return themes.find((theme) => theme === value);
}

/** The Set-Cookie header that keeps the choice for a year, or forgets it. */
export const themeCookie = (theme: Theme | undefined) =>
	theme ? `theme=${theme}; Path=/; Max-Age=31536000; SameSite=Lax` : "theme=; Path=/; Max-Age=0; SameSite=Lax";

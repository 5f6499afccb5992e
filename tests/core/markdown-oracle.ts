// What cooked HTML may hold, judged by a scanner of its own: not by the sanitiser that made it.
import { allowedTags } from "#app/core/markdown/allow-list.server.ts";

const tag = /^<(\/?)([a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"<>]*")?)*)( \/)?>/;
const values: Record<string, RegExp> = {
	href: /^(?:https?:\/\/[^/\\\s]|mailto:[^\s]|\/(?![/\\]))[^\s\\]*$/i,
	src: /^\/uploads\/[a-z0-9]+\.webp$/,
	rel: /^nofollow ugc noopener$/,
	class: /^mention$/,
	loading: /^lazy$/,
	align: /^(?:left|center|right)$/,
	start: /^\d{1,9}$/,
	"data-prompt": /^[a-z0-9+#._-]*$/,
};

/** What lies outside the list of tags, attributes and addresses; empty for HTML that is as it should be. */
export function violations(html: string): string[] {
	const found: string[] = [];
	const open: string[] = [];
	for (let at = html.indexOf("<"); at !== -1; at = html.indexOf("<", at + 1)) {
		const match = tag.exec(html.slice(at));
		if (!match) {
			found.push(`no tag: ${html.slice(at, at + 40)}`);
			continue;
		}
		const [whole, slash, name = "", attributes = "", selfClosing] = match;
		const allowed = allowedTags[name];
		if (!allowed) found.push(`tag: ${whole}`);
		if (slash && open.pop() !== name) found.push(`unbalanced: ${whole}`);
		if (!slash && !selfClosing) open.push(name);
		for (const [, key = "", value = ""] of attributes.matchAll(/ ([a-z-]+)(?:="([^"]*)")?/g)) {
			const decoded = value.replaceAll("&amp;", "&");
			if (!allowed?.includes(key) || (values[key] && !values[key].test(decoded))) found.push(`attribute: ${whole}`);
		}
		at += whole.length - 1;
	}
	if (open.length > 0) found.push(`left open: ${open.join(" ")}`);
	return found;
}

import { isIPv6 } from "node:net";

/** The network a request comes from, for rate limits: an IPv4 address, or the /64 of an IPv6 one, which one household holds whole. */
export function networkOf(address: string | undefined): string {
	if (!address) return "unknown";
	const plain = address.replace(/^::ffff:/i, "").replace(/%.*$/, "");
	if (!isIPv6(plain)) return plain;
	const [head = "", tail = ""] = plain.split("::");
	const front = head ? head.split(":") : [];
	const back = plain.includes("::") && tail ? tail.split(":") : [];
	const middle = plain.includes("::") ? Array<string>(Math.max(0, 8 - front.length - back.length)).fill("0") : [];
	return `${[...front, ...middle, ...back]
		.slice(0, 4)
		.map((group) => Number.parseInt(group, 16).toString(16))
		.join(":")}::/64`;
}

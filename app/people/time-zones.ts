/** Whether this is an IANA time zone by its name; bare offsets such as +02:00 are not, for they know no summer time. */
export function isTimeZone(zone: string): boolean {
	if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,50}$/.test(zone)) return false;
	try {
		new Intl.DateTimeFormat("en", { timeZone: zone });
		return true;
	} catch {
		return false;
	}
}

/** The time zones to choose from. Read on the server alone: a browser's list may differ. */
export const timeZones = (): string[] => ["UTC", ...Intl.supportedValuesOf("timeZone")];

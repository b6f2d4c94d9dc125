/** POHODA runs on one Windows machine in the Czech Republic and writes local time without an offset. */

const FORMAT = new Intl.DateTimeFormat('sv-SE', {
	timeZone: 'Europe/Prague',
	year: 'numeric',
	month: '2-digit',
	day: '2-digit',
	hour: '2-digit',
	minute: '2-digit',
	second: '2-digit',
	hour12: false,
});

/** "2026-11-14T10:20:30" in Prague. */
export const localTime = (instant: Date): string => FORMAT.format(instant).replace(' ', 'T');

/** "2026-11-14" in Prague. */
export const localDate = (instant: Date): string => localTime(instant).slice(0, 10);

/** An xsd:dateTime of a request as local time: an offset is honoured, none means local. */
export const asLocalTime = (text: string): string => (/(Z|[+-]\d{2}:\d{2})$/.test(text) ? localTime(new Date(text)) : text.slice(0, 19));

/** "2010-03-08" -> "08.03.2010" */
export const czechDate = (date: string): string => date.split('-').reverse().join('.');

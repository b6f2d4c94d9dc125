import { DateTime } from 'luxon';
import { ZONE } from '../../core/records/dates';

/** Today in Europe/Prague, YYYY-MM-DD, whatever zone n8n runs in. */
export function localToday(): string {
	return DateTime.now().setZone(ZONE).toFormat('yyyy-MM-dd');
}

/** This instant, ISO 8601. */
export function nowInstant(): string {
	return DateTime.utc().toISO();
}

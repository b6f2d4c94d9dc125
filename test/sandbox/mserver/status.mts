/** GET /status: whether mServer is idle; with ?companyDetail the unit as well. Element names are as connectors report them. */
import { xmlBytes } from './answer.mts';
import type { Settings } from './types.mts';
import { given } from './xml.mts';

export interface StatusOptions {
	busy: boolean;
	companyDetail: boolean;
	server: string;
}

export function statusBody(settings: Settings, { busy, companyDetail, server }: StatusOptions): { type: string; body: Buffer } {
	const message = 'Response from POHODA mServer';
	if (settings.statusFormat === 'text') return { type: 'text/plain', body: Buffer.from(`${message}\r\n`, 'latin1') };
	const detail = {
		company: settings.company,
		databaseName: settings.databaseName,
		year: settings.period.from.slice(0, 4),
		period: `${settings.period.from} - ${settings.period.till}`,
	};
	const body = xmlBytes({
		mServer: given({
			message,
			name: 'mServer',
			server,
			status: busy ? 'working' : 'idle',
			processing: busy ? 1 : 0,
			companyDetail: companyDetail ? detail : undefined,
		}),
	});
	return { type: 'text/xml', body };
}

/**
 * Runs the stand-in for POHODA mServer by itself.
 *
 * Options: --port 10444, --ico 12345678, --user api, --password heslo, --data FILE (keeps the
 * documents), --samples (contacts, orders and invoices beside the stock).
 */
import { parseArgs } from 'node:util';

import { startMServer } from './mserver/index.mts';
import { fillSampleUnit } from './mserver/sampleUnit.mts';
import type { Settings } from './mserver/types.mts';

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '10444' },
			ico: { type: 'string' },
			user: { type: 'string' },
			password: { type: 'string' },
			data: { type: 'string' },
			samples: { type: 'boolean', default: false },
		},
	});
	const settings: Partial<Settings> = {};
	if (values.ico !== undefined) settings.ico = values.ico;
	if (values.user !== undefined) settings.user = values.user;
	if (values.password !== undefined) settings.password = values.password;
	const server = await startMServer({ port: Number(values.port), settings, dataFile: values.data });
	if (values.samples) fillSampleUnit(server.state);
	const { user, ico } = server.state.settings;
	console.log(`Stand-in for POHODA mServer: ${server.url} (user ${user}, IČO ${ico}); open the address in a browser to see what has arrived.`);
	const stop = (): void => {
		void server.close().then(() => process.exit(0));
	};
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

void main();

/**
 * Runs the stand-in for iDoklad by itself.
 *
 * Options: --port 10445, --ico 12345678, --data FILE (keeps the documents).
 */
import { parseArgs } from 'node:util';

import { APPLICATION_ID, CLIENT, startIDoklad } from './index.mts';

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { port: { type: 'string', default: '10445' }, ico: { type: 'string' }, data: { type: 'string' } } });
	const server = await startIDoklad({ port: Number(values.port), settings: values.ico === undefined ? {} : { agenda: { ico: values.ico } }, dataFile: values.data });
	console.log(`Stand-in for iDoklad: ${server.url}; open the address in a browser to see what has arrived.`);
	console.log(`API URL ${server.apiUrl}, Identity URL ${server.identityUrl}, Client ID ${CLIENT.id}, Client Secret ${CLIENT.secret}, Application ID ${APPLICATION_ID} or none.`);
	const stop = (): void => {
		void server.close().then(() => process.exit(0));
	};
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

void main();

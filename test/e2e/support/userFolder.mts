/** The user folder from which all servers of a run begin. */
import { N8n } from './n8n.mts';
import { installNodes } from './package.mts';

export { packedPackage } from './package.mts';

/**
 * Nodes, database and owner, as a person leaves them after the first start. Its clean end also writes down what Node has
 * compiled, which the servers that the tests kill never do.
 */
export async function firstStart(folder: string, tarball: string): Promise<void> {
	installNodes(folder, tarball);
	const n8n = await N8n.prepare({ folder });
	await n8n.start();
	await n8n.client.signIn();
	await n8n.stop();
}

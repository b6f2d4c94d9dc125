/**
 * Everything on one machine: the stand-in for POHODA and a real n8n with the package installed, credentials created
 * and the workflows of workflows/ imported. The tests and `npm start` set the same stage.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { startMServer, type MServer, type MServerOptions } from '../../sandbox/mserver/index.mts';
import type { StoredWorkflow, WorkflowFile, WorkflowNode } from './shapes.mts';
import { repositoryRoot } from './files.mts';
import { N8n, type N8nOptions } from './n8n.mts';
import { installNodes, packedPackage } from './package.mts';

export const SECRETS = { signingSecret: 'demo-signing-secret-0123456789', uploadToken: 'demo-upload-token-0123456789' };

/** Login of the forms and the status page. */
export const VISITOR = { user: 'demo', password: 'demo1234' };

export interface SftpLogin {
	host: string;
	port: number;
	username: string;
	password: string;
}

export interface CredentialData {
	name: string;
	data: Record<string, unknown>;
}

export interface StageOptions {
	n8n?: N8nOptions;
	mserver?: MServerOptions;
	/** Without it, SFTP nodes get a credential for a server that is not there. */
	sftp?: SftpLogin;
	/** Further credentials by type, for stand-ins that the caller has started. */
	credentials?: Record<string, CredentialData>;
	/** Tells what is being done. */
	say?: (text: string) => void;
}

/** Credential type by node type; a node gets the credential of its type. */
const CREDENTIAL_OF: Record<string, string> = {
	'n8n-nodes-ekasa-sync.ekasaTrigger': 'ekasaWebhookApi',
	'n8n-nodes-ekasa-sync.pohoda': 'pohodaMServerApi',
	'n8n-nodes-ekasa-sync.pohodaTrigger': 'pohodaMServerApi',
	'n8n-nodes-ekasa-sync.iDoklad': 'iDokladOAuth2Api',
	'n8n-nodes-ekasa-sync.iDokladTrigger': 'iDokladOAuth2Api',
	'n8n-nodes-base.formTrigger': 'httpBasicAuth',
	'n8n-nodes-base.webhook': 'httpBasicAuth',
	'n8n-nodes-base.ftp': 'sftp',
	'n8n-nodes-base.wooCommerce': 'wooCommerceApi',
	'n8n-nodes-base.wooCommerceTrigger': 'wooCommerceApi',
};

export class Stage {
	/** Imported workflows by file name without ".json". */
	readonly workflows: Record<string, StoredWorkflow> = {};

	private constructor(
		readonly n8n: N8n,
		readonly mserver: MServer,
	) {}

	get client() {
		return this.n8n.client;
	}

	/** Starts both servers and signs in; on a folder that was used before, what is there stays. */
	static async open(options: StageOptions = {}): Promise<Stage> {
		const say = options.say ?? (() => undefined);
		say('Building and packing the package');
		const tarball = packedPackage();
		const n8n = await N8n.prepare(options.n8n);
		installNodes(n8n.folder, tarball);
		say('Starting the stand-in for POHODA');
		const mserver = await startMServer(options.mserver);
		const stage = new Stage(n8n, mserver);
		try {
			say('Starting n8n');
			await n8n.start();
			await stage.client.signIn();
			await stage.setUp(options);
		} catch (problem) {
			await stage.close();
			throw problem;
		}
		return stage;
	}

	/** Address of the intake webhook. */
	get intakeUrl(): string {
		const node = this.nodes().find(({ type }) => type === 'n8n-nodes-ekasa-sync.ekasaTrigger')!;
		return `${this.n8n.url}/webhook/${node.webhookId}/ekasa`;
	}

	async activate(...names: string[]): Promise<void> {
		for (const name of names) await this.client.activate(this.workflow(name));
	}

	/** Lets n8n keep the data of a workflow's successful runs, which some workflows ask it not to: the tests look into them. */
	async keepRuns(name: string): Promise<void> {
		const { id, settings } = this.workflow(name);
		if (settings.saveDataSuccessExecution !== 'none') return;
		settings.saveDataSuccessExecution = 'all';
		await this.client.rest('PATCH', `/rest/workflows/${id}`, { settings });
	}

	workflow(name: string): StoredWorkflow {
		const found = this.workflows[name];
		if (!found) throw new Error(`No workflow "${name}"; there are ${Object.keys(this.workflows).join(', ')}`);
		return found;
	}

	async close(): Promise<void> {
		await this.n8n.dispose();
		await this.mserver.close();
	}

	private nodes(): WorkflowNode[] {
		return Object.values(this.workflows).flatMap(({ nodes }) => nodes);
	}

	private async setUp(options: StageOptions): Promise<void> {
		const sftp = options.sftp ?? { host: '127.0.0.1', port: 22, username: 'till', password: 'till' };
		const { settings } = this.mserver.state;
		const wanted: Record<string, CredentialData> = {
			ekasaWebhookApi: { name: 'eKasa webhook', data: { ...SECRETS } },
			pohodaMServerApi: {
				name: 'POHODA (stand-in)',
				data: { url: this.mserver.url, user: settings.user, password: settings.password, ico: settings.ico, instance: 'n8n', ignoreSslIssues: false },
			},
			httpBasicAuth: { name: 'Forms and pages', data: { ...VISITOR } },
			sftp: { name: 'SFTP of the till', data: { ...sftp } },
			...options.credentials,
		};
		const present = new Map((await this.client.credentials()).map(({ id, name, type }) => [type, { id, name }]));
		for (const [type, { name, data }] of Object.entries(wanted)) {
			const known = present.get(type);
			if (!known) present.set(type, await this.client.createCredential(name, type, data));
			// A stand-in may listen on another port than last time.
			else if (type === 'pohodaMServerApi' || options.credentials?.[type]) await this.client.updateCredential(known.id, known.name, type, data);
		}
		const stored = new Map((await this.client.workflows()).map(({ id, name }) => [name, id]));
		for (const [name, file] of Object.entries(workflowFiles())) {
			const id = stored.get(file.name);
			this.workflows[name] = id ? await this.client.workflow(id) : await this.client.importWorkflow(withCredentials(file, present));
		}
	}
}

/** The files of workflows/ by name without ".json". */
export function workflowFiles(): Record<string, WorkflowFile> {
	const folder = join(repositoryRoot(), 'workflows');
	const names = readdirSync(folder).filter((name) => name.endsWith('.json')).sort();
	return Object.fromEntries(names.map((name) => [name.slice(0, -5), JSON.parse(readFileSync(join(folder, name), 'utf8')) as WorkflowFile]));
}

/** What an integrator does after importing: choose a credential in every node that wants one. Nothing else is changed. */
function withCredentials(file: WorkflowFile, chosen: Map<string, { id: string; name: string }>): WorkflowFile {
	const nodes = file.nodes.map((node) => {
		const type = CREDENTIAL_OF[node.type];
		const credential = type && chosen.get(type);
		return credential ? { ...node, credentials: { [type]: credential } } : node;
	});
	return { ...file, nodes };
}

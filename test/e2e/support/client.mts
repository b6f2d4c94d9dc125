/**
 * What a person does in the editor and what an integrator does through the public API, as calls.
 * Shapes of n8n 2.41: internal REST answers stand in `data`; the cookie is tied to the browser-id header.
 */
import { until } from '../../support/until.mts';
import type { Execution, StoredWorkflow, WorkflowFile } from './shapes.mts';

export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

export const OWNER: Owner = { email: 'demo@example.com', password: 'Demo1234', firstName: 'Demo', lastName: 'Owner' };

export class N8nClient {
	private cookie = '';

	private apiKey = '';

	constructor(readonly url: string) {}

	/** Owner on first use, else login; afterwards the public API's key is there too. */
	async signIn(owner: Owner = OWNER): Promise<void> {
		const login = { emailOrLdapLoginId: owner.email, password: owner.password };
		// A server without the editor does not tell whether there is an owner.
		const { ok } = await this.call('POST', '/rest/login', login);
		if (!ok) {
			await this.rest('POST', '/rest/owner/setup', { ...owner });
			await this.rest('POST', '/rest/login', login);
		}
		const scopes = await this.rest<string[]>('GET', '/rest/api-keys/scopes');
		const label = `local ${Date.now()}`;
		const key = await this.rest<{ rawApiKey: string }>('POST', '/rest/api-keys', { label, scopes, expiresAt: null });
		this.apiKey = key.rawApiKey;
	}

	/** Names of all node types that the server knows. */
	async nodeTypes(): Promise<string[]> {
		const answer = await this.call('GET', '/types/nodes.json');
		return ((await answer.json()) as Array<{ name: string }>).map(({ name }) => name);
	}

	async createCredential(name: string, type: string, data: Record<string, unknown>): Promise<{ id: string; name: string }> {
		const { id } = await this.rest<{ id: string }>('POST', '/rest/credentials', { name, type, data });
		return { id, name };
	}

	async updateCredential(id: string, name: string, type: string, data: Record<string, unknown>): Promise<void> {
		await this.rest('PATCH', `/rest/credentials/${id}`, { name, type, data });
	}

	async credentials(): Promise<Array<{ id: string; name: string; type: string }>> {
		return await this.rest('GET', '/rest/credentials');
	}

	/** The button "Connect my account": the address of the service where the person logs in, and back; answers n8n's page. */
	async connectAccount(credentialId: string): Promise<string> {
		const login = await fetch(await this.rest<string>('GET', `/rest/oauth2-credential/auth?id=${credentialId}`), { redirect: 'manual' });
		const back = login.headers.get('location');
		if (!back) throw new Error(`The service did not lead back: ${login.status} ${await login.text()}`);
		const { pathname, search } = new URL(back);
		return await (await this.call('GET', pathname + search)).text();
	}

	/** What the editor's Test button answers; a type of OAuth2 needs the id of a stored credential. */
	async testCredential(type: string, data: Record<string, unknown>, id = ''): Promise<{ status: string; message: string }> {
		return await this.rest('POST', '/rest/credentials/test', { credentials: { id, name: 'test', type, data } });
	}

	/** Stores a workflow file as it is. */
	async importWorkflow(file: WorkflowFile): Promise<StoredWorkflow> {
		const { name, nodes, connections, settings, pinData } = file;
		return await this.rest('POST', '/rest/workflows', { name, nodes, connections, settings, pinData });
	}

	async workflows(): Promise<Array<{ id: string; name: string; active: boolean }>> {
		return await this.rest('GET', '/rest/workflows');
	}

	async workflow(id: string): Promise<StoredWorkflow> {
		return await this.rest('GET', `/rest/workflows/${id}`);
	}

	async updateWorkflow(workflow: StoredWorkflow): Promise<StoredWorkflow> {
		const { name, nodes, connections, settings, pinData, versionId } = workflow;
		return await this.rest('PATCH', `/rest/workflows/${workflow.id}`, { name, nodes, connections, settings, pinData, versionId });
	}

	async activate({ id, versionId }: { id: string; versionId: string }): Promise<void> {
		await this.rest('POST', `/rest/workflows/${id}/activate`, { versionId });
	}

	async deactivate(id: string): Promise<void> {
		await this.rest('POST', `/rest/workflows/${id}/deactivate`);
	}

	/** A click on "Execute workflow"; answers the finished execution. */
	async runByHand(id: string, trigger: string): Promise<Execution> {
		const workflowData = await this.workflow(id);
		const { executionId } = await this.rest<{ executionId: string }>('POST', `/rest/workflows/${id}/run`, {
			workflowData,
			triggerToStartFrom: { name: trigger },
		});
		return await this.finished(executionId);
	}

	/** Waits for the end of an execution and answers it with its data. */
	async finished(executionId: string, limit = 180_000): Promise<Execution> {
		return await until(
			`execution ${executionId} to end`,
			async () => {
				const execution = await this.execution(executionId);
				return execution && !['new', 'running', 'waiting'].includes(execution.status) ? execution : undefined;
			},
			{ limit },
		);
	}

	async execution(executionId: string): Promise<Execution | undefined> {
		const answer = await this.publicCall('GET', `/api/v1/executions/${executionId}?includeData=true`);
		return answer.status === 404 ? undefined : ((await answer.json()) as Execution);
	}

	/** Newest first. */
	async executions(workflowId: string, limit = 20): Promise<Execution[]> {
		const answer = await this.publicCall('GET', `/api/v1/executions?workflowId=${workflowId}&includeData=true&limit=${limit}`);
		return ((await answer.json()) as { data: Execution[] }).data;
	}

	/** A production webhook or form; waits while n8n does not know the address yet (activation takes effect with a delay). */
	async webhook(path: string, init: RequestInit = {}, limit = 30_000): Promise<Response> {
		return await until(
			`${path} to be known`,
			async () => {
				const answer = await fetch(`${this.url}${path}`, init);
				if (answer.status !== 404) return answer;
				await answer.arrayBuffer();
				return undefined;
			},
			{ limit },
		);
	}

	/** Rows of a Data Table by name, as people see them in the editor. */
	async tableRows<T>(tableName: string): Promise<T[]> {
		const tables = await this.publicJson<{ data: Array<{ id: string; name: string }> }>('/api/v1/data-tables?limit=100');
		const table = tables.data.find(({ name }) => name === tableName);
		if (!table) return [];
		const rows: T[] = [];
		let cursor = '';
		do {
			const query = `limit=250${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`;
			const page = await this.publicJson<{ data: T[]; nextCursor?: string | null }>(`/api/v1/data-tables/${table.id}/rows?${query}`);
			rows.push(...page.data);
			cursor = page.nextCursor ?? '';
		} while (cursor);
		return rows;
	}

	async rest<T>(method: string, path: string, body?: unknown): Promise<T> {
		const answer = await this.call(method, path, body);
		const text = await answer.text();
		if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 500)}`);
		return (text ? (JSON.parse(text) as { data: T }).data : undefined) as T;
	}

	private async publicJson<T>(path: string): Promise<T> {
		const answer = await this.publicCall('GET', path);
		if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${(await answer.text()).slice(0, 500)}`);
		return (await answer.json()) as T;
	}

	private async publicCall(method: string, path: string): Promise<Response> {
		const ask = async () => await fetch(`${this.url}${path}`, { method, headers: { 'X-N8N-API-KEY': this.apiKey } });
		// n8n closes connections that it has kept as soon as it comes to it after long work; a question can be asked again.
		return method === 'GET' ? await ask().catch(ask) : await ask();
	}

	private async call(method: string, path: string, body?: unknown): Promise<Response> {
		const answer = await fetch(`${this.url}${path}`, {
			method,
			headers: { 'content-type': 'application/json', 'browser-id': 'local', ...(this.cookie ? { cookie: this.cookie } : {}) },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const set = answer.headers.getSetCookie().find((cookie) => cookie.startsWith('n8n-auth='));
		if (set) this.cookie = set.split(';')[0]!;
		return answer;
	}
}

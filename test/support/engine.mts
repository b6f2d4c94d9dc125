// Runs one node in the real n8n engine (n8n-core): real contexts, real credential handling, real HTTP helper, real
// binary storage on disk. Only what surrounds a workflow run (database, users) is played by plain objects.
import { mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ICredentialType, IDataObject, IExecuteData, INode, INodeExecutionData, INodeType } from 'n8n-workflow';

const home = mkdtempSync(join(tmpdir(), 'engine-'));
process.env.N8N_USER_FOLDER = home;
process.env.N8N_ENCRYPTION_KEY ??= 'engine-tests-only-0123456789';
process.env.N8N_LOG_LEVEL ??= 'silent';

require('reflect-metadata');
const core = require('n8n-core') as typeof import('n8n-core');
const workflowPackage = require('n8n-workflow') as typeof import('n8n-workflow');
// The container must be n8n-core's own copy; the hoisted one is another version and knows none of its services.
const { Container } = createRequire(require.resolve('n8n-core'))('@n8n/di') as { Container: { get<T>(c: unknown): T } };

export interface CredentialGiven {
	type: ICredentialType;
	data: IDataObject;
}

export interface RunOptions {
	node: INodeType;
	parameters: IDataObject;
	/** One array of items per input. A plain array of items stands for one input. */
	inputs?: INodeExecutionData[] | INodeExecutionData[][];
	credentials?: Record<string, CredentialGiven>;
	/** 'trigger' = as a production run does, 'manual' = from the editor. */
	mode?: 'manual' | 'trigger' | 'webhook';
	continueOnFail?: boolean;
	timezone?: string;
}

export interface RunResult {
	outputs: INodeExecutionData[][];
	error?: Error & { description?: string; httpCode?: string; context?: IDataObject };
	hints: Array<{ message: string }>;
}

let binaryReady: Promise<unknown> | undefined;

async function binaryService() {
	if (!binaryReady) {
		const config = Container.get<{ mode: string; localStoragePath: string }>(core.BinaryDataConfig);
		config.mode = 'filesystem';
		config.localStoragePath = join(home, 'binary');
		const service = Container.get<{ init(): Promise<void> }>(core.BinaryDataService);
		binaryReady = service.init().then(() => service);
	}
	return (await binaryReady) as {
		store(location: unknown, data: Buffer, binary: unknown): Promise<INodeExecutionData['binary']>;
		getAsBuffer(binary: unknown): Promise<Buffer>;
	};
}

/** Stores bytes as n8n does (on disk) and gives the item's binary entry. */
export async function storeBinary(bytes: Uint8Array, fileName: string, mimeType = 'application/xml') {
	const service = await binaryService();
	return (await service.store(
		{ type: 'execution', workflowId: 'engine-workflow', executionId: 'engine-execution' },
		Buffer.from(bytes),
		{ fileName, mimeType, data: '' },
	)) as unknown as NonNullable<INodeExecutionData['binary']>[string];
}

export async function readBinaryOf(item: INodeExecutionData, property = 'data'): Promise<Buffer> {
	const service = await binaryService();
	const binary = item.binary?.[property];
	if (!binary) throw new Error(`the item has no binary "${property}"`);
	return binary.id ? await service.getAsBuffer(binary) : Buffer.from(binary.data, 'base64');
}

function nodeTypesFor(type: INodeType) {
	const get = () => type;
	return {
		getByName: get,
		getByNameAndVersion: get,
		getKnownTypes: () => ({}),
	};
}

function credentialsHelperFor(given: Record<string, CredentialGiven>, node: INode) {
	return {
		getParentTypes(type: string) {
			return given[type]?.type.extends ?? [];
		},
		async getCredentials() {
			return { id: '1', name: 'given' } as never;
		},
		async getDecrypted(_data: unknown, _details: unknown, type: string) {
			return given[type].data as never;
		},
		async authenticate(credentials: IDataObject, typeName: string, requestOptions: IDataObject) {
			const { authenticate } = given[typeName].type;
			if (!authenticate) return requestOptions as never;
			if (typeof authenticate === 'function') {
				return (await authenticate(credentials as never, requestOptions as never)) as never;
			}
			// A copy: a Workflow rewrites its nodes' parameters by their description.
			const workflow = workflowFor({ ...node, parameters: {} });
			const resolve = (value: unknown): unknown => {
				if (typeof value === 'string' && value.startsWith('=')) {
					return workflow.expression.getSimpleParameterValue(node, value, 'internal', { $credentials: credentials } as never, undefined, '');
				}
				if (value && typeof value === 'object') {
					return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, resolve(v)]));
				}
				return value;
			};
			const properties = resolve(authenticate.properties) as Record<string, IDataObject>;
			const options = { ...requestOptions } as IDataObject;
			for (const [part, values] of Object.entries(properties)) {
				const key = part === 'body' ? 'body' : part === 'qs' ? 'qs' : part;
				options[key] = { ...(options[key] as IDataObject), ...values };
			}
			return options as never;
		},
		isCredentialUsableByNode() {
			return true;
		},
		async preAuthentication() {
			return undefined;
		},
		async updateCredentials() {},
		async updateCredentialsOauthTokenData(_details: unknown, type: string, data: IDataObject) {
			given[type].data = { ...given[type].data, oauthTokenData: data.oauthTokenData };
		},
		async runPreAuthentication() {
			return undefined;
		},
	};
}

function workflowFor(node: INode, type?: INodeType, timezone?: string) {
	return new workflowPackage.Workflow({
		id: 'engine-workflow',
		name: 'engine',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypesFor(type ?? ({ description: { properties: [] } } as unknown as INodeType)) as never,
		settings: { executionOrder: 'v1', timezone: timezone ?? 'Europe/Prague' } as never,
	});
}

function nodeFor(type: INodeType, parameters: IDataObject, credentials: Record<string, CredentialGiven>, continueOnFail = false): INode {
	return {
		id: 'node-1',
		name: type.description.displayName,
		type: `test.${type.description.name}`,
		typeVersion: Array.isArray(type.description.version) ? type.description.version[0] : type.description.version,
		position: [0, 0],
		parameters: parameters as never,
		...(continueOnFail ? { onError: 'continueRegularOutput' as const } : {}),
		credentials: Object.fromEntries(Object.keys(credentials).map((name) => [name, { id: '1', name: 'given' }])),
		...(type.description.webhooks ? { webhookId: '00000000-0000-4000-8000-000000000001' } : {}),
	};
}

export async function additionalData(node: INode, given: Record<string, CredentialGiven>, extra: object = {}) {
	await binaryService();
	const hooks = new core.ExecutionLifecycleHooks('manual', 'engine-execution', { nodes: [], connections: {} } as never);
	return {
		credentialsHelper: credentialsHelperFor(given, node),
		hooks,
		executionId: 'engine-execution',
		restApiUrl: 'http://127.0.0.1:1/rest',
		instanceBaseUrl: 'http://127.0.0.1:1/',
		webhookBaseUrl: 'http://127.0.0.1:1/webhook',
		webhookTestBaseUrl: 'http://127.0.0.1:1/webhook-test',
		webhookWaitingBaseUrl: 'http://127.0.0.1:1/webhook-waiting',
		formWaitingBaseUrl: 'http://127.0.0.1:1/form-waiting',
		variables: {},
		currentNodeParameters: undefined,
		setExecutionStatus() {},
		sendDataToUI() {},
		logAiEvent() {},
		...extra,
	};
}

/** Runs one node as the engine would and returns what leaves each output. */
export async function runNode(options: RunOptions): Promise<RunResult> {
	const given = options.credentials ?? {};
	const node = nodeFor(options.node, options.parameters, given, options.continueOnFail);
	const workflow = workflowFor(node, options.node, options.timezone);
	const items = options.inputs ?? [[{ json: {} }]];
	const inputs = (Array.isArray(items[0]) ? items : [items]) as INodeExecutionData[][];
	const executeData: IExecuteData = { node, data: { main: inputs }, source: null };
	const additional = await additionalData(node, given);
	const run = new core.WorkflowExecute(
		additional as never,
		(options.mode ?? 'trigger') as never,
		workflowPackage.createRunExecutionData({
			executionData: { nodeExecutionStack: [executeData] },
		} as never),
	);
	const result = await run.processRunExecutionData(workflow as never);
	const data = result.data.resultData.runData[node.name]?.[0];
	return {
		outputs: (data?.data?.main ?? []).map((output) => output ?? []),
		error: (data?.error ?? result.data.resultData.error) as RunResult['error'],
		hints: (data?.hints ?? []) as RunResult['hints'],
	};
}

export interface WebhookRequest {
	method?: string;
	headers?: Record<string, string>;
	/** Parsed body as n8n hands it over. */
	body?: unknown;
	rawBody?: Uint8Array;
	contentType?: string;
	query?: Record<string, string>;
}

export interface WebhookResult {
	/** Undefined when no execution is started. */
	workflowData?: INodeExecutionData[][];
	noWebhookResponse: boolean;
	status: number;
	answer: unknown;
	headers: Record<string, string>;
	webhookResponse?: unknown;
}

/** Calls a trigger's webhook method in a real WebhookContext with a plain request and response. */
export async function runWebhook(options: {
	node: INodeType;
	parameters: IDataObject;
	credentials?: Record<string, CredentialGiven>;
	request: WebhookRequest;
	mode?: 'manual' | 'trigger' | 'webhook';
}): Promise<WebhookResult> {
	const given = options.credentials ?? {};
	const node = nodeFor(options.node, options.parameters, given);
	const workflow = workflowFor(node, options.node);
	const headers = Object.fromEntries(
		Object.entries(options.request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
	);
	const response = { status: 200, answer: undefined as unknown, headers: {} as Record<string, string> };
	const httpResponse = {
		status(code: number) {
			response.status = code;
			return httpResponse;
		},
		json(answer: unknown) {
			response.answer = answer;
			return httpResponse;
		},
		send(answer: unknown) {
			response.answer = answer;
			return httpResponse;
		},
		end(answer?: unknown) {
			response.answer ??= answer;
			return httpResponse;
		},
		setHeader(name: string, value: string) {
			response.headers[name.toLowerCase()] = value;
			return httpResponse;
		},
		writeHead(code: number) {
			response.status = code;
			return httpResponse;
		},
	};
	const httpRequest = {
		method: options.request.method ?? 'POST',
		headers,
		body: options.request.body,
		query: options.request.query ?? {},
		params: {},
		contentType: options.request.contentType ?? headers['content-type']?.split(';')[0],
		rawBody: options.request.rawBody ? Buffer.from(options.request.rawBody) : undefined,
		async readRawBody() {
			httpRequest.rawBody ??= Buffer.from(options.request.rawBody ?? []);
		},
	};
	const additional = await additionalData(node, given, { httpRequest, httpResponse });
	const context = new core.WebhookContext(
		workflow as never,
		node,
		additional as never,
		(options.mode ?? 'webhook') as never,
		{
			httpMethod: 'POST',
			node: node.name,
			path: 'ekasa',
			webhookDescription: options.node.description.webhooks![0],
			workflowId: 'engine-workflow',
			workflowExecuteAdditionalData: additional as never,
		} as never,
		[],
		null,
	);
	const result = await options.node.webhook!.call(context as never);
	return {
		workflowData: result.workflowData as INodeExecutionData[][] | undefined,
		noWebhookResponse: result.noWebhookResponse === true,
		webhookResponse: result.webhookResponse,
		...response,
	};
}

/** Calls a trigger's poll method in a real PollContext; `memory` is the node's static data. */
export async function runPoll(options: {
	node: INodeType;
	parameters: IDataObject;
	memory: IDataObject;
	credentials?: Record<string, CredentialGiven>;
	mode?: 'manual' | 'trigger';
	/** Milliseconds; five minutes as in n8n. */
	budget?: number;
}): Promise<INodeExecutionData[][] | null> {
	const given = options.credentials ?? {};
	const node = nodeFor(options.node, options.parameters, given);
	const workflow = workflowFor(node, options.node);
	const context = new core.PollContext(
		workflow as never,
		// Defaults of the description filled in.
		workflow.getNode(node.name) as INode,
		(await additionalData(node, given)) as never,
		options.mode ?? 'trigger',
		'activate',
		undefined,
		undefined,
		undefined,
		undefined,
		() => options.memory,
		() => options.budget ?? 300_000,
	);
	return await options.node.poll!.call(context as never);
}

/** Calls one of a node's `methods.listSearch`. */
export async function runListSearch(options: {
	node: INodeType;
	method: string;
	parameters: IDataObject;
	filter?: string;
	credentials?: Record<string, CredentialGiven>;
}) {
	const given = options.credentials ?? {};
	const node = nodeFor(options.node, options.parameters, given);
	const workflow = workflowFor(node, options.node);
	const context = new core.LoadOptionsContext(workflow as never, node, (await additionalData(node, given)) as never, '');
	return await options.node.methods!.listSearch![options.method].call(context as never, options.filter);
}

/** A context for `methods.credentialTest` functions. */
export function credentialTestContext() {
	return new core.CredentialTestContext({} as never);
}

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { APPLICATION_ID, CLIENT, PORTAL_APP, type IDoklad } from '../../../sandbox/idoklad/index.mts';
import { Client, Clock, start } from './helpers.mts';

let server: IDoklad;
let api: Client;
let clock: Clock;
beforeEach(async () => {
	clock = new Clock();
	server = await start({ now: clock.now });
	api = new Client(server);
});
afterEach(async () => {
	await server.close();
	expect(server.state.contractProblems).toEqual([]);
});

const own = { grant_type: 'client_credentials', client_id: CLIENT.id, client_secret: CLIENT.secret, scope: 'idoklad_api' };
const V2 = '/v2/connect/token';

describe('client credentials', () => {
	test('the older path without an application, a JWT that opens the API', async () => {
		const { status, body } = await api.tokenCall(own);
		expect(status).toBe(200);
		expect(body).toEqual({ access_token: expect.any(String), expires_in: 7200, token_type: 'Bearer', scope: 'idoklad_api' });
		const claims = JSON.parse(Buffer.from((body.access_token as string).split('.')[1]!, 'base64url').toString());
		expect(claims).toMatchObject({ license_status: 'Ok', user_rights: 'Admin' });
		api.token = body.access_token;
		expect((await api.get('/Account/CurrentAgenda')).data).toMatchObject({ Contact: { IdentificationNumber: '12345678' }, Subscription: { Type: 2 } });
	});

	test('the v2 path wants an application that it knows', async () => {
		expect(await api.tokenCall(own, V2)).toMatchObject({ status: 400, body: { error: 'invalid_request', error_description: expect.stringContaining('application_id') } });
		expect(await api.tokenCall({ ...own, application_id: 'other' }, V2)).toMatchObject({ status: 400, body: { error: 'invalid_client' } });
		expect((await api.tokenCall({ ...own, application_id: APPLICATION_ID }, V2)).status).toBe(200);
	});

	test.each<[string, Record<string, string>, string]>([
		['a wrong secret', { ...own, client_secret: 'x' }, 'invalid_client'],
		['offline_access', { ...own, scope: 'idoklad_api offline_access' }, 'invalid_scope'],
		['no scope', { grant_type: own.grant_type, client_id: own.client_id, client_secret: own.client_secret }, 'invalid_scope'],
		['another grant', { ...own, grant_type: 'password' }, 'unsupported_grant_type'],
		['a grant that the client may not use', { ...own, grant_type: 'authorization_code', code: 'x' }, 'unauthorized_client'],
	])('%s', async (_what, fields, error) => {
		expect(await api.tokenCall(fields)).toMatchObject({ status: 400, body: { error } });
	});

	test('401 for wrong credentials, where it is set so', async () => {
		server.state.seedSettings({ wrongCredentialsStatus: 401 });
		expect((await api.tokenCall({ ...own, client_id: 'x' })).status).toBe(401);
	});

	test('JSON, Basic and GET are refused', async () => {
		const url = `${server.identityUrl}/connect/token`;
		expect((await api.http.post(url, own)).data).toMatchObject({ error: 'invalid_request' });
		expect((await api.http.post(url, new URLSearchParams({ grant_type: 'client_credentials', scope: 'idoklad_api' }), { auth: { username: CLIENT.id, password: CLIENT.secret } })).data).toMatchObject({ error: 'invalid_client' });
		expect((await api.http.get(url)).status).toBe(405);
	});

	test.each<[Record<string, unknown>, string]>([
		[{ plan: 0 }, 'AuthErrorCode(0)'],
		[{ needToDowngrade: true }, 'AuthErrorCode(1)'],
		[{ planTill: '2026-11-13' }, 'AuthErrorCode(2)'],
	])('plan %j', async (agenda, text) => {
		server.state.seedSettings({ agenda });
		expect(await api.tokenCall(own)).toMatchObject({ status: 400, body: { error: 'invalid_grant', error_description: expect.stringContaining(text) } });
	});
});

describe('authorization code', () => {
	const redirect_uri = 'http://127.0.0.1:5678/rest/oauth2-credential/callback';
	const asked = { response_type: 'code', client_id: PORTAL_APP.id, redirect_uri, scope: 'idoklad_api offline_access', state: 'abc' };
	const authorize = (change: Record<string, string> = {}) => api.http.get(`${server.identityUrl}/connect/authorize`, { params: { ...asked, ...change } });
	const code = async (): Promise<string> => new URL((await authorize()).headers['location'] as string).searchParams.get('code')!;
	const app = { client_id: PORTAL_APP.id, client_secret: PORTAL_APP.secret };
	const exchange = (given: string, change: Record<string, string> = {}) => api.tokenCall({ grant_type: 'authorization_code', code: given, redirect_uri, ...app, ...change });

	test('code, token, a new refresh token with every answer', async () => {
		const target = new URL((await authorize()).headers['location'] as string);
		expect(target.searchParams.get('state')).toBe('abc');
		const first = await exchange(target.searchParams.get('code')!);
		expect(first.body).toMatchObject({ scope: 'idoklad_api offline_access', refresh_token: expect.any(String) });
		const refresh = (refresh_token: string, change: Record<string, string> = {}) => api.tokenCall({ grant_type: 'refresh_token', refresh_token, ...app, ...change });
		expect((await refresh(first.body.refresh_token, { scope: 'idoklad_api' })).body).toMatchObject({ error: 'invalid_scope' });
		const second = await refresh(first.body.refresh_token);
		expect(second.body.refresh_token).not.toBe(first.body.refresh_token);
		expect((await refresh(first.body.refresh_token)).body).toMatchObject({ error: 'invalid_grant' });
		api.token = second.body.access_token;
		expect((await api.get('/Account/CurrentAgenda')).status).toBe(200);
	});

	test('a code is good once, for its address, for five minutes', async () => {
		const used = await code();
		await exchange(used);
		expect((await exchange(used)).body).toMatchObject({ error: 'invalid_grant' });
		expect((await exchange(await code(), { redirect_uri: 'http://localhost/' })).body).toMatchObject({ error: 'invalid_grant' });
		const old = await code();
		clock.forward(301);
		expect((await exchange(old)).body).toMatchObject({ error: 'invalid_grant' });
	});

	test('an address that is not registered, another client, another scope or type', async () => {
		expect(await authorize({ redirect_uri: 'http://127.0.0.1/evil' })).toMatchObject({ status: 400 });
		expect(await authorize({ client_id: CLIENT.id })).toMatchObject({ status: 400 });
		expect((await authorize({ scope: 'everything' })).headers['location']).toContain('error=invalid_scope');
		expect((await authorize({ response_type: 'token' })).headers['location']).toContain('error=unsupported_response_type');
	});
});

describe('the life of a token', () => {
	beforeEach(() => api.login());

	test('no token, an invented one, the wrong scheme', async () => {
		const token = api.token;
		for (const given of ['', 'invented']) {
			api.token = given;
			expect(await api.get('/Currencies')).toMatchObject({ status: 401, message: 'Authorization has been denied for this request.', headers: { 'www-authenticate': expect.stringContaining('Bearer') } });
		}
		expect((await api.get('/Currencies', { Authorization: `Basic ${token}` })).status).toBe(401);
	});

	test('it ends after expires_in', async () => {
		server.state.seedSettings({ tokenSeconds: 60 });
		await api.login();
		clock.forward(59);
		expect((await api.get('/Currencies')).status).toBe(200);
		clock.forward(1);
		expect((await api.get('/Currencies')).status).toBe(401);
	});

	test('it can die early', async () => {
		server.identity.killTokens();
		expect((await api.get('/Currencies')).status).toBe(401);
		await api.login();
		expect((await api.get('/Currencies')).status).toBe(200);
	});
});

// The credential's hidden values as n8n resolves them, and what n8n registers for the trigger.
import { describe, expect, test } from '@jest/globals';
import type { IDataObject, INode } from 'n8n-workflow';
import { IDokladOAuth2Api } from '../../credentials/IDokladOAuth2Api.credentials';
import { IDokladTrigger } from '../../nodes/IDokladTrigger/IDokladTrigger.node';
import '../support/engine.mts';

const { Workflow } = require('n8n-workflow') as typeof import('n8n-workflow');

const node: INode = { id: '1', name: 'node', type: 'test.node', typeVersion: 1, position: [0, 0], parameters: {} };
function workflowWith(parameters: IDataObject = {}) {
	const nodeType = new IDokladTrigger();
	return new Workflow({
		nodes: [{ ...node, parameters: parameters as never }],
		connections: {},
		active: false,
		nodeTypes: { getByNameAndVersion: () => nodeType, getByName: () => nodeType, getKnownTypes: () => ({}) } as never,
	});
}

/** As n8n does it: defaults, then every expression over the credential itself. */
function resolved(given: IDataObject): IDataObject {
	const defaults = Object.fromEntries(new IDokladOAuth2Api().properties.map(({ name, default: value }) => [name, value])) as IDataObject;
	const data = { ...defaults, ...given } as never;
	return workflowWith().expression.getComplexParameterValue(node, data, 'internal', {}, undefined, undefined, data) as unknown as IDataObject;
}

describe('credential', () => {
	test('client credentials with an application id use the v2 endpoint and send it', () => {
		const data = resolved({ clientId: 'c', clientSecret: 's', applicationId: 'app "1"' });
		expect(data).toMatchObject({
			grantType: 'clientCredentials',
			accessTokenUrl: 'https://identity.idoklad.cz/server/v2/connect/token',
			scope: 'idoklad_api',
			authentication: 'body',
			sendAdditionalBodyProperties: true,
			apiUrl: 'https://api.idoklad.cz/v3',
		});
		expect(JSON.parse(data.additionalBodyProperties as string)).toEqual({ application_id: 'app "1"' });
	});

	test('without one the older endpoint, and nothing more is sent', () => {
		const data = resolved({ clientId: 'c', clientSecret: 's' });
		expect(data).toMatchObject({ accessTokenUrl: 'https://identity.idoklad.cz/server/connect/token', scope: 'idoklad_api' });
		expect(JSON.parse(data.additionalBodyProperties as string)).toEqual({});
	});

	test('authorization code: the older endpoint, offline access, no application id', () => {
		const data = resolved({ grantType: 'authorizationCode', applicationId: 'left over' });
		expect(data).toMatchObject({
			authUrl: 'https://identity.idoklad.cz/server/connect/authorize',
			accessTokenUrl: 'https://identity.idoklad.cz/server/connect/token',
			scope: 'idoklad_api offline_access',
		});
		expect(JSON.parse(data.additionalBodyProperties as string)).toEqual({});
	});

	test('service addresses can be changed for tests', () => {
		expect(resolved({ identityUrl: 'http://127.0.0.1:9/server', applicationId: 'a' }).accessTokenUrl).toBe('http://127.0.0.1:9/server/v2/connect/token');
	});

	test('secrets are password fields, and the test asks for the current agenda with advice for each refusal', () => {
		const { properties, test: check } = new IDokladOAuth2Api();
		expect(properties.find(({ name }) => name === 'webhookSecret')?.typeOptions).toEqual({ password: true });
		expect(check.request).toMatchObject({ baseURL: '={{ $credentials.apiUrl }}', url: '/Account/CurrentAgenda' });
		expect(check.rules?.map(({ properties: { value } }) => value)).toEqual([401, 402, 403, 429]);
	});
});

test.each([
	['polling', ''],
	['webhook', 'POST'],
])('in %s the method of the trigger\'s address is "%s"', (receiveBy, method) => {
	const expression = new IDokladTrigger().description.webhooks?.[0].httpMethod as string;
	const parameters = { receiveBy };
	const value = workflowWith(parameters).expression.getSimpleParameterValue({ ...node, parameters }, expression, 'internal', {}, undefined, 'GET');
	expect(value).toBe(method);
});

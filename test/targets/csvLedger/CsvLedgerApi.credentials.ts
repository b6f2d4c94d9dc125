import type { IAuthenticateGeneric, ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

export class CsvLedgerApi implements ICredentialType {
	name = 'csvLedgerApi';

	displayName = 'CSV Ledger API';

	icon: Icon = { light: 'file:ledger.light.svg', dark: 'file:ledger.dark.svg' };

	properties: INodeProperties[] = [
		{ displayName: 'URL', name: 'url', type: 'string', default: '', required: true },
		{ displayName: 'Token', name: 'token', type: 'string', typeOptions: { password: true }, default: '' },
	];

	authenticate: IAuthenticateGeneric = { type: 'generic', properties: { headers: { authorization: '=Bearer {{$credentials.token}}' } } };

	test: ICredentialTestRequest = { request: { baseURL: '={{$credentials.url}}', url: '/lines?ids=' } };
}

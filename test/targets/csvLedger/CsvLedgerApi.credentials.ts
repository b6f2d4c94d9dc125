import type { IAuthenticateGeneric, ICredentialType, INodeProperties } from 'n8n-workflow';

export class CsvLedgerApi implements ICredentialType {
	name = 'csvLedgerApi';

	displayName = 'CSV Ledger API';

	properties: INodeProperties[] = [
		{ displayName: 'URL', name: 'url', type: 'string', default: '', required: true },
		{ displayName: 'Token', name: 'token', type: 'string', typeOptions: { password: true }, default: '' },
	];

	authenticate: IAuthenticateGeneric = { type: 'generic', properties: { headers: { authorization: '=Bearer {{$credentials.token}}' } } };
}

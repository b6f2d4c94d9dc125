import type { IAuthenticateGeneric, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/**
 * Login to POHODA mServer. The test is `methods.credentialTest.pohodaMServerApiTest` of the POHODA node, because the
 * answer must be interpreted (right company, web page instead of XML, other IČO).
 */
export class PohodaMServerApi implements ICredentialType {
	name = 'pohodaMServerApi';

	displayName = 'POHODA mServer API';

	icon: Icon = { light: 'file:../icons/pohoda.light.svg', dark: 'file:../icons/pohoda.dark.svg' };

	documentationUrl = 'https://github.com/ekasa-sync/n8n-nodes-ekasa-sync#pohoda-mserver';

	properties: INodeProperties[] = [
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			default: 'http://127.0.0.1:444',
			placeholder: 'e.g. http://192.168.1.20:444',
			required: true,
			description:
				'Address of the mServer configuration, without /xml. mServer listens on IPv4 only: write 127.0.0.1, not localhost.',
		},
		{
			displayName: 'User',
			name: 'user',
			type: 'string',
			default: '',
			placeholder: 'e.g. ekasa',
			required: true,
			description:
				'POHODA user of its own for this connection, with the rights XML Data Communication and POHODA mServer. Its default settings decide what the documents do not name.',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'May be empty when the POHODA user has none',
		},
		{
			displayName: 'Company ID (IČO)',
			name: 'ico',
			type: 'string',
			default: '',
			placeholder: 'e.g. 12345678',
			required: true,
			description:
				'IČO of the accounting unit, written exactly as in POHODA. Documents are sent to no other unit.',
		},
		{
			displayName: 'Instance Name',
			name: 'instance',
			type: 'string',
			default: 'n8n',
			description: 'Shown in the monitoring log of mServer beside each transfer',
		},
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'ignoreSslIssues',
			type: 'boolean',
			default: false,
			description: 'Whether to connect even if the certificate of mServer cannot be verified',
		},
	];

	/** mServer reads STW-Authorization, not Authorization. base64Encode works on UTF-8. */
	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			headers: {
				'STW-Authorization':
					"={{ 'Basic ' + ($credentials.user + ':' + ($credentials.password || '')).base64Encode() }}",
			},
		},
	};
}

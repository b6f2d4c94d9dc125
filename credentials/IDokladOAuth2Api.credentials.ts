import type { Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

/**
 * Login to the API v3 of iDoklad. n8n keeps the token, renews it after a 401 and locks the renewal across its workers.
 * Client credentials with an application id go to the v2 token endpoint, without one to the older endpoint that the
 * agenda's own Client ID and Client Secret suffice for; an authorization code always uses the older one (iDoklad's
 * documentation and SDK).
 */
export class IDokladOAuth2Api implements ICredentialType {
	name = 'iDokladOAuth2Api';

	displayName = 'iDoklad OAuth2 API';

	extends = ['oAuth2Api'];

	icon: Icon = { light: 'file:../icons/idoklad.light.svg', dark: 'file:../icons/idoklad.dark.svg' };

	documentationUrl = 'https://github.com/ekasa-sync/n8n-nodes-ekasa-sync#idoklad';

	properties: INodeProperties[] = [
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'options',
			options: [
				{
					name: 'Client Credentials (Your Own Agenda)',
					value: 'clientCredentials',
				},
				{
					name: 'Authorization Code (Office With Many Agendas)',
					value: 'authorizationCode',
				},
			],
			default: 'clientCredentials',
			description: 'With client credentials one credential opens one agenda and nobody has to log in',
		},
		{
			displayName:
				'In iDoklad: Nastavení → Aplikace → API → Vygenerovat gives Client ID and Client Secret. If the test could not connect (its details may say that a parameter is missing or that the client authentication failed): check both for missing characters, try with or without the Application ID, and check that the plan (Oblíbený or Prémiový) is paid; only these have the API.',
			name: 'clientCredentialsNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { grantType: ['clientCredentials'] } },
		},
		{
			displayName:
				'Register an application in the Developer portal (developer.idoklad.cz) with the redirect URL above; its Client ID and Client Secret belong here. Whoever connects chooses the agenda.',
			name: 'authorizationCodeNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { grantType: ['authorizationCode'] } },
		},
		{
			displayName: 'Application ID',
			name: 'applicationId',
			type: 'string',
			default: '',
			displayOptions: { show: { grantType: ['clientCredentials'] } },
			description:
				'From the Developer portal, for an application with the flow ClientCredentials. Leave it empty when you only have Client ID and Client Secret; the older login is used then.',
		},
		{
			displayName: 'Company ID (IČO)',
			name: 'ico',
			type: 'string',
			default: '',
			placeholder: 'e.g. 12345678',
			description: 'IČO of the agenda. When it is given, nothing is written into an agenda with another one.',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for the iDoklad Trigger with webhooks: the secret that you entered at the webhook in the Developer portal',
		},
		{
			displayName: 'API URL',
			name: 'apiUrl',
			type: 'hidden',
			default: 'https://api.idoklad.cz/v3',
		},
		{
			displayName: 'Identity URL',
			name: 'identityUrl',
			type: 'hidden',
			default: 'https://identity.idoklad.cz/server',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: '={{ $self.identityUrl }}/connect/authorize',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default:
				"={{ $self.identityUrl }}{{ $self.grantType === 'clientCredentials' && $self.applicationId ? '/v2' : '' }}/connect/token",
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			// offline_access with client credentials is refused with invalid_scope.
			default: "={{ $self.grantType === 'clientCredentials' ? 'idoklad_api' : 'idoklad_api offline_access' }}",
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
		{
			displayName: 'Send Additional Body Properties',
			name: 'sendAdditionalBodyProperties',
			type: 'hidden',
			default: true,
		},
		{
			displayName: 'Additional Body Properties',
			name: 'additionalBodyProperties',
			type: 'hidden',
			default:
				"={{ JSON.stringify($self.grantType === 'clientCredentials' && $self.applicationId ? { application_id: $self.applicationId } : {}) }}",
		},
	];

	/** The cheapest call of the API; it also needs no special right. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.apiUrl }}',
			url: '/Account/CurrentAgenda',
			headers: { 'X-App': 'n8n-nodes-ekasa-sync' },
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'iDoklad refused the login. Check Client ID and Client Secret (Nastavení → Aplikace → API), and the Application ID if you gave one.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 402,
					message: 'The plan of this agenda has no API or has expired. The API needs the plan Oblíbený or Prémiový.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'The user of this login may not use the agenda, or the agenda must be moved to a lower plan first. Check the rights and the plan in iDoklad.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 429,
					message: 'iDoklad has counted too many calls in this minute or month. Wait a minute and test again.',
				},
			},
		],
	};
}

// The iDoklad node in the real engine against the strict stand-in.
import type { IDataObject } from 'n8n-workflow';
import { IDokladOAuth2Api } from '../../credentials/IDokladOAuth2Api.credentials';
import { IDoklad } from '../../nodes/IDoklad/IDoklad.node';
import { CLIENT } from '../sandbox/idoklad/index.mts';
import type { IDoklad as StandIn } from '../sandbox/idoklad/index.mts';
import { runNode } from './engine.mts';

/** Runs an operation as a production run does; throws an Error with the node's message. */
export async function runIDoklad(server: StandIn, parameters: IDataObject, items: IDataObject[] = [{}]): Promise<IDataObject[]> {
	const data = {
		grantType: 'clientCredentials',
		...{ accessTokenUrl: `${server.identityUrl}/connect/token`, clientId: CLIENT.id, clientSecret: CLIENT.secret },
		...{ scope: 'idoklad_api', authentication: 'body', sendAdditionalBodyProperties: true, additionalBodyProperties: '{}' },
		...{ apiUrl: server.apiUrl, ico: server.state.settings.agenda.ico },
	};
	const { outputs, error } = await runNode({
		node: new IDoklad(),
		parameters,
		inputs: items.map((json) => ({ json })),
		credentials: { iDokladOAuth2Api: { type: new IDokladOAuth2Api(), data } },
		mode: 'trigger',
	});
	if (error) throw new Error(error.message);
	return outputs[0]!.map(({ json }) => json);
}

/** /Webhooks: subscriptions of the agenda. Address and secret live in the Developer portal; there is no PATCH. */
import { badRequest } from '../errors.mts';
import { select } from '../query.mts';
import type { Route } from '../router.mts';
import type { Entity } from '../types.mts';
import { deleteRoute, listRoute } from './common.mts';

const shown = ({ Id, ActionType, EntityType, PublicId }: Entity): Entity => ({ Id, ActionType, EntityType, PublicId });

export const webhookRoutes: Route[] = [
	listRoute('Webhooks', undefined, (_state, row) => shown(row)),
	{ method: 'GET', path: '/Webhooks/{id}', query: ['select'], run: ({ state, params, query }) => select(query, shown(state.need('Webhooks', Number(params['id']))), 'Webhooks') },
	deleteRoute('Webhooks', (state, row) => state.remove('Webhooks', row.Id)),
	{
		method: 'POST',
		path: '/Webhooks',
		body: 'AgendaWebhookSettingsPostModel',
		run: ({ state }, { ActionType, EntityType, PublicId }) => {
			const known = state.settings.portalWebhooks.some(({ publicId }) => publicId.toLowerCase() === (PublicId as string).toLowerCase());
			if (!known) throw badRequest('PublicId: there is no such webhook in the Developer portal.');
			return shown(state.insert('Webhooks', { ActionType, EntityType, PublicId: (PublicId as string).toLowerCase() }));
		},
	},
];

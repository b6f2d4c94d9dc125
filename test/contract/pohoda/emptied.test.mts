// Updates that empty fields: POHODA's schema takes each of them.
import { expect } from '@jest/globals';
import { emptiableFields } from '../../../core/pohoda/agendas/emptying';
import { AGENDAS } from '../../../core/pohoda/agendas/index';
import { buildItemPack } from '../../../core/pohoda/agendas/pack';
import { writeRecord } from '../../../core/pohoda/agendas/record';
import { contractTest, validate } from '../../support/xsd.mts';

for (const agenda of ['stockItem', 'contact'] as const) {
	contractTest(`every field of ${agenda} emptied is valid by the XSD, alone and with all others`, async () => {
		const all = emptiableFields(AGENDAS[agenda]);
		const items = [all, ...all.map((name) => [name])].map((empty, index) => {
			const written = writeRecord(AGENDAS[agenda], {}, { action: 'update', filter: { id: '7' }, empty, cutLongTexts: false, missingCharacters: 'refuse' });
			if (!written.ok) throw new Error(written.reasons.join(' '));
			return { id: `e${index}`, node: written.node };
		});
		expect(items.length).toBeGreaterThan(10);
		const pack = buildItemPack(items, { packId: 'empty', ico: '12345678', note: 'empty' });
		expect(await validate([pack], 'data.xsd')).toEqual([{ valid: true, errors: [] }]);
	});
}

/** Bodies that the API description lacks; properties and limits as the official SDK has them. */
import type { Model } from './notation.mts';

export const EXTRA_MODELS: Record<string, Model> = {
	CashRegisterPostModel: {
		CurrencyId: '! int 1..2147483647',
		DateInitialState: '? date',
		InitialState: '? num 0..',
		IsDefault: '? bool',
		Name: '! str 1..100',
	},
	CashRegisterPatchModel: {
		CurrencyId: 'int 1..',
		DateInitialState: '? date',
		Id: '! int 1..2147483647',
		InitialState: '? num 0..',
		IsDefault: 'bool',
		Name: 'str ..100 /\\S/',
	},
};

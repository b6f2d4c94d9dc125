/**
 * Code lists that are the same in every agenda. Ids of currencies, countries and payment options as integrators report
 * them; codes and texts of the rest are made up, their shape is not.
 */
import type { Entity } from './types.mts';

const CHANGED = '2026-01-01T00:00:00.000';
const OPEN = '9999-12-31';

/** Code lists carry one for semantic search; real ones are long. */
const vector = (id: number): number[] => Array.from({ length: 8 }, (_, index) => Math.round(Math.sin(id * 8 + index) * 1000) / 1000);

const rows = (made: Array<Record<string, unknown>>): Entity[] => made.map((row, index) => ({ Id: index + 1, DateLastChange: CHANGED, ...row, Vector: vector(index + 1) }));

const option = (Code: string, Name: string, IsRounded = false, IsDefault = false): Record<string, unknown> => ({ Code, Name, IsDefault, IsRounded });

/** 1 to 9 as libraries use them. */
export const paymentOptions = (): Entity[] =>
	rows([
		option('B', 'Převodem', false, true), option('K', 'Kartou'), option('H', 'Hotově', true), option('D', 'Dobírkou'), option('Z', 'Zápočtem'),
		option('A', 'Zálohou'), option('V', 'Haléřové vyrovnání'), option('S', 'Stravenkou'), option('P', 'PayPal'),
	]);

const rate = (CountryId: number, RateType: number, Rate: number, DateValidityFrom: string, DateValidityTo = OPEN): Record<string, unknown> => ({
	CountryId, RateType, Rate, DateValidityFrom, DateValidityTo, Name: `${Rate} %`,
});

/** RateType: 0 Reduced1, 1 Basic, 2 Zero, 3 Reduced2. Czech rates since 2012, Slovak ones since 2011. */
export const vatRates = (): Entity[] =>
	rows([
		rate(2, 1, 20, '2010-01-01', '2012-12-31'), rate(2, 1, 21, '2013-01-01'),
		rate(2, 0, 14, '2012-01-01', '2012-12-31'), rate(2, 0, 15, '2013-01-01', '2023-12-31'), rate(2, 0, 12, '2024-01-01'),
		rate(2, 3, 10, '2015-01-01', '2023-12-31'), rate(2, 2, 0, '1993-01-01'),
		rate(1, 1, 20, '2011-01-01', '2024-12-31'), rate(1, 1, 23, '2025-01-01'),
		rate(1, 0, 10, '2011-01-01', '2024-12-31'), rate(1, 0, 19, '2025-01-01'),
		rate(1, 3, 5, '2023-01-01'), rate(1, 2, 0, '1993-01-01'),
	]);

const code = (Code: string, Name: string, VatMovementType: number): Record<string, unknown> => ({
	Code, Name, VatMovementType, CountryId: 2, CountryType: 1, DateValidityFrom: '2013-01-01', DateValidityTo: OPEN, MoneyS3Code: Code, MoneyS5Code: Code, Moss: false, ReverseChargeType: 0, VatReturnRow: '1',
});

export const vatCodes = (): Entity[] => rows([code('19Ř01,02', 'Tuzemské plnění', 1), code('19Ř40,41', 'Přijaté tuzemské plnění', -1)]);

export const currencies = (): Entity[] =>
	[['CZK', 'Kč', 'Česká koruna'], ['EUR', '€', 'Euro'], ['USD', '$', 'Americký dolar'], ['GBP', '£', 'Britská libra'], ['PLN', 'zł', 'Polský zlotý'], ['HUF', 'Ft', 'Maďarský forint']].map(
		([Code, Symbol, Name], index) => ({ Id: index + 1, Code, Symbol, Name, CountryName: '', Priority: index + 1, Vector: vector(index + 1), _changed: CHANGED }),
	);

const country = (Code: string, Name: string, NameEnglish: string, CurrencyId: number): Record<string, unknown> => ({
	Code, Name, NameEnglish, NameGerman: NameEnglish, NameSlovak: Name, CurrencyId, IsEuMember: true,
});

export const countries = (): Entity[] =>
	rows([country('SVK', 'Slovensko', 'Slovakia', 2), country('CZE', 'Česká republika', 'Czech Republic', 1), country('DEU', 'Německo', 'Germany', 2), country('AUT', 'Rakousko', 'Austria', 2), country('POL', 'Polsko', 'Poland', 5)]);

/** One day for each currency; HUF is quoted per 100. */
export const exchangeRates = (): Entity[] =>
	[[2, 25.125, 1], [3, 23.4, 1], [4, 29.31, 1], [5, 5.87, 1], [6, 6.42, 100]].map(([CurrencyId, ExchangeRateValue, Amount], index) => ({
		Id: index + 1, Amount, CurrencyId, Date: '2026-01-02', DateLastChange: CHANGED, ExchangeListId: 1, ExchangeRateValue,
	}));

export const banks = (): Entity[] => rows([{ Code: 'KB', Name: 'Komerční banka', NumberCode: '0100', Swift: 'KOMBCZPP', CountryId: 2, IsOutOfDate: false }]);
export const constantSymbols = (): Entity[] => rows([{ Code: '0308', Name: 'Platba za služby', CountryId: 2, IsDefault: true }]);
export const vatReverseChargeCodes = (): Entity[] => rows([{ Code: '5', Name: 'Odpad', DateCreated: CHANGED, DateValidityFrom: '2011-04-01', DateValidityTo: OPEN }]);

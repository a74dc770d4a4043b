using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using OrleansRegistry.Domain.Identifiers;

namespace OrleansRegistry.Domain.Tests.Identifiers;

/// <summary>Valid identifiers made at random but always the same ones, and a runner that never varies.</summary>
internal static class IdentifierGenerators
{
    internal static readonly DateOnly Today = new(2026, 6, 30);

    private const string Capitals = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string CreditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const string VinAlphabet = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";

    private static readonly Config Always = Config.QuickThrowOnFailure
        .WithQuietOnSuccess(true)
        .WithReplay(new Replay(new Rnd(20260630UL, 36905UL), null));

    /// <summary>A citizen number of any province, born 1900 to 2025.</summary>
    internal static Gen<string> CitizenIds { get; } =
        from province in Gen.Elements(Provinces.All.Where(p => p.PlateCharacter is not null))
        from tail in Gen.Choose(0, 9999)
        from day in Gen.Choose(0, 46_000)
        from sequence in Gen.Choose(0, 999)
        select Checked(Invariant(
            $"{province.Code}{tail:0000}{new DateOnly(1900, 1, 1).AddDays(day):yyyyMMdd}{sequence:000}"));

    /// <summary>A credit code; its inner check is mostly wrong, which only warns.</summary>
    internal static Gen<string> CreditCodes { get; } =
        from authority in Gen.Elements("11", "19", "21", "35", "49", "53", "62", "72", "81", "91", "A1", "N3", "Y1")
        from area in Gen.Choose(100_000, 999_999)
        from organisation in Texts(CreditAlphabet, 9)
        let body = $"{authority}{area}{organisation}"
        select FirstValid(IdentifierKind.CreditCode, CreditAlphabet, check => body + check);

    /// <summary>A VIN of a Chinese maker.</summary>
    internal static Gen<string> Vins { get; } =
        from front in Texts(VinAlphabet, 7)
        from back in Texts(VinAlphabet, 8)
        select FirstValid(IdentifierKind.Vin, "0123456789X", check => $"L{front}{check}{back}");

    /// <summary>A licence identifier with a serial of 1 to 32 characters.</summary>
    internal static Gen<string> LicenceIdentifiers { get; } =
        from department in Texts(CreditAlphabet, 18)
        from type in Gen.Choose(0, 999)
        from issuer in Texts(CreditAlphabet, 18)
        from length in Gen.Choose(1, 32)
        from serial in Texts(Capitals, length)
        from version in Gen.Choose(1, 999)
        select LicenceIdentifier.Create(Invariant($"{department}{type:000}"), issuer, serial, version);

    /// <summary>Runs a property on so many cases, the same on every machine and day.</summary>
    internal static void Holds<T>(Gen<T> cases, Func<T, bool> property, int count = 300) =>
        Check.One(Always.WithMaxTest(count), Prop.ForAll(cases.ToArbitrary(), property));

    internal static bool IsValid(IdentifierKind kind, string value) =>
        IdentifierChecks.Check(kind, value, Today).Valid;

    private static string Checked(string body) => body + Iso7064.Mod11Two(body);

    private static Gen<string> Texts(string alphabet, int length) =>
        Gen.Elements(alphabet.ToCharArray()).ArrayOf(length).Select(characters => new string(characters));

    private static string FirstValid(IdentifierKind kind, string checks, Func<char, string> make) =>
        checks.Select(make).First(text => IsValid(kind, text));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using FsCheck;
using FsCheck.Fluent;
using OrleansRegistry.Domain.Identifiers;
using static OrleansRegistry.Domain.Tests.Identifiers.IdentifierGenerators;

namespace OrleansRegistry.Domain.Tests.Identifiers;

/// <summary>
/// What check characters are for: a slip of the pen is never valid. Every position of every generated number is tried;
/// where a standard misses some slips, the test says which.
/// </summary>
public sealed class IdentifierPropertyTests
{
    private const string Capitals = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    [Fact]
    public void One_wrong_character_in_a_citizen_number_is_never_valid() =>
        Holds(CitizenIds, number => NoSubstituteIsValid(IdentifierKind.CitizenId, number, "0123456789X"));

    [Fact]
    public void One_wrong_character_in_a_credit_code_is_never_valid() =>
        Holds(CreditCodes, code => NoSubstituteIsValid(IdentifierKind.CreditCode, code, Capitals));

    /// <summary>Fewer cases: each has about a hundred positions, so forty make over a hundred thousand slips.</summary>
    [Fact]
    public void One_wrong_character_in_a_licence_identifier_is_never_valid() =>
        Holds(LicenceIdentifiers, id => NoSubstituteIsValid(IdentifierKind.LicenceIdentifier, id, Capitals), 40);

    /// <summary>Letters share values (A, J and 1 are all 1), so a VIN only guards digit against digit.</summary>
    [Fact]
    public void One_wrong_digit_for_a_digit_in_a_Chinese_VIN_is_never_valid() =>
        Holds(Vins, vin => Slips(vin, "0123456789")
            .Where(slip => char.IsAsciiDigit(vin[slip.At]))
            .All(slip => !IsValid(IdentifierKind.Vin, slip.Text)));

    [Fact]
    public void Two_neighbours_swapped_in_a_citizen_number_are_never_valid() =>
        Holds(CitizenIds, number => NoSwapIsValid(IdentifierKind.CitizenId, number, (_, _) => true));

    [Fact]
    public void Two_neighbours_swapped_in_a_credit_code_are_never_valid() =>
        Holds(CreditCodes, code => NoSwapIsValid(IdentifierKind.CreditCode, code, (_, _) => true));

    /// <summary>MOD 37,36 may miss a swap of two that follow each other in its alphabet, 0 following Z.</summary>
    [Fact]
    public void Two_neighbours_swapped_in_a_licence_identifier_are_never_valid_save_alphabet_neighbours() =>
        Holds(
            LicenceIdentifiers,
            id => NoSwapIsValid(
                IdentifierKind.LicenceIdentifier,
                id,
                (left, right) => Math.Abs(Capitals.IndexOf(left) - Capitals.IndexOf(right)) is not (1 or 35)));

    [Fact]
    public void What_is_generated_is_valid_and_its_normal_form_is_itself()
    {
        Holds(CitizenIds, number => IsItsOwnNormalForm(IdentifierKind.CitizenId, number));
        Holds(CreditCodes, code => IsItsOwnNormalForm(IdentifierKind.CreditCode, code));
        Holds(Vins, vin => IsItsOwnNormalForm(IdentifierKind.Vin, vin));
        Holds(LicenceIdentifiers, id => IsItsOwnNormalForm(IdentifierKind.LicenceIdentifier, id));
    }

    [Fact]
    public void Any_text_gets_an_answer_and_an_accepted_one_is_stable() =>
        Holds(AnyTexts, text => Enum.GetValues<IdentifierKind>().All(kind =>
        {
            var check = IdentifierChecks.Check(kind, text, Today, text);
            return check.Valid
                ? check.Fault is null && IsItsOwnNormalForm(kind, check.Normalized!)
                : check is { Fault: not null, Normalized: null, Warnings.IsEmpty: true };
        }));

    /// <summary>Random texts, and texts of a plausible length and alphabet that reach the later checks.</summary>
    private static Gen<string?> AnyTexts { get; } = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string?>(),
        from length in Gen.Choose(1, 130)
        from characters in Gen.Elements("0123456789ABJLSXZx.豫粤挂港１١ ".ToCharArray()).ArrayOf(length)
        select (string?)new string(characters),
        CitizenIds.Select(number => (string?)number.ToLowerInvariant()));

    private static bool NoSubstituteIsValid(IdentifierKind kind, string valid, string alphabet) =>
        Slips(valid, alphabet).All(slip => !IsValid(kind, slip.Text));

    private static IEnumerable<(int At, string Text)> Slips(string valid, string alphabet) =>
        from at in Enumerable.Range(0, valid.Length)
        from other in alphabet
        where other != valid[at]
        select (at, $"{valid[..at]}{other}{valid[(at + 1)..]}");

    private static bool NoSwapIsValid(IdentifierKind kind, string valid, Func<char, char, bool> guarded) =>
        Enumerable.Range(0, valid.Length - 1)
            .Where(at => valid[at] != valid[at + 1] && guarded(valid[at], valid[at + 1]))
            .All(at => !IsValid(kind, $"{valid[..at]}{valid[at + 1]}{valid[at]}{valid[(at + 2)..]}"));

    private static bool IsItsOwnNormalForm(IdentifierKind kind, string text)
    {
        var check = IdentifierChecks.Check(kind, text, Today);
        return check.Valid && check.Normalized == text;
    }
}

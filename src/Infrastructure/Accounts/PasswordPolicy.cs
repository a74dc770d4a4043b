using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// The rules for passwords, and how long an enterprise may keep one. Only the length counts; no mix of characters is
/// required. Passphrases are welcome, and passwords that everybody tries first are refused.
/// </summary>
public static partial class PasswordPolicy
{
    /// <summary>Least number of characters, inclusive.</summary>
    public const int MinLength = 15;

    /// <summary>Least number of characters for an account with a second factor, inclusive.</summary>
    public const int MinBesideSecondFactor = 8;

    /// <summary>Most characters, inclusive, so that hashing does not become a load.</summary>
    public const int MaxLength = 128;

    /// <summary>Months after which an enterprise must set a new password.</summary>
    public const int EnterpriseMonths = 3;

    /// <summary>The password of the demonstration, which is published.</summary>
    public const string Demonstration = "Registry-Demo-2026";

    private const int MinDistinct = 5;
    private const int MinNameInside = 4;
    private const int YearLength = 4;

    /// <summary>
    /// What is wrong with <paramref name="password"/> for an account called <paramref name="name"/>; null: nothing.
    /// </summary>
    /// <param name="field">The field it was given in.</param>
    /// <param name="password">The password.</param>
    /// <param name="name">The user name; null: none.</param>
    /// <param name="secondFactor">True: the account also needs a second factor to sign in.</param>
    public static FieldFault? Fault(string field, string password, string? name, bool secondFactor = false)
    {
        var min = secondFactor ? MinBesideSecondFactor : MinLength;
        if (password.Length < min || password.Length > MaxLength)
            return Refusals.Fault(field, $"密码长度应为 {min} 至 {MaxLength} 个字符，可以使用由多个词组成的短语。",
                $"A password has {min} to {MaxLength} characters; several words in a row are welcome.");
        var folded = password.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        if (name is not null && HasName(folded, name.ToLowerInvariant()))
            return Refusals.Fault(field, "密码不能包含用户名。", "The password must not have the user name in it.");
        return IsTriedFirst(folded)
            ? Refusals.Fault(field, "该密码过于常见，请换一个。", "This password is among those that are tried first; take another.")
            : null;
    }

    /// <summary>True when it is too short to be used without a second factor.</summary>
    public static bool IsShort(string password) => password.Length < MinLength;

    /// <summary>
    /// From when the account must set a new password; null: it may keep the present one. Three months end with the same
    /// day of the month, or with the last day of a shorter month (rules.md H.2), in Shanghai by the machine's clock.
    /// </summary>
    public static DateTimeOffset? MustChangeFrom(Account account, DateTimeOffset? changedAt) =>
        account.MustChangePassword ? DateTimeOffset.MinValue
        : (account.Roles & (Roles.Employer | Roles.ExamCentre)) != 0 && changedAt is { } at
        ? ShanghaiTime.EndOf(LegalDates.AddMonths(ShanghaiTime.DateOf(at), EnterpriseMonths))
        : null;

    /// <summary>
    /// Whether the password has the user's name in it. A short name may be part of a word by chance, a longer one is
    /// not.
    /// </summary>
    private static bool HasName(string folded, string name) =>
        name.Length >= MinNameInside ? folded.Contains(name, StringComparison.Ordinal) : Bare(folded) == Bare(name);

    private static bool IsTriedFirst(string folded)
    {
        if (WithoutFrequentDigits(folded).Distinct().Count() < MinDistinct) return true;
        string[] looks =
            [folded, WithoutYears(folded), Bare(folded), Bare(WithoutYears(folded)), Half(Bare(WithoutYears(folded)))];
        return looks.SelectMany(look => new[] { look, AsLetters(look) }).Any(look =>
            FrequentPasswords.Has(look) || look == Bare(Demonstration.ToLowerInvariant()));
    }

    /// <summary>
    /// The text without years of this century and the last one, which people put at the end of a word.
    /// </summary>
    private static string WithoutYears(string text)
    {
        var left = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (at + YearLength <= text.Length && IsYear(text.AsSpan(at, YearLength))) at += YearLength - 1;
            else left.Append(text[at]);
        }
        return left.ToString();
    }

    /// <summary>The text without sequences of digits that are frequent passwords themselves.</summary>
    private static string WithoutFrequentDigits(string text) =>
        Digits().Replace(text, row => FrequentPasswords.Has(row.Value) ? "" : row.Value);

    /// <summary>The half of a text that repeats itself, as writing it twice makes it no safer.</summary>
    private static string Half(string text)
    {
        var half = text[..(text.Length / 2)];
        return half + half == text ? half : text;
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();

    private static bool IsYear(ReadOnlySpan<char> four) =>
        (four.StartsWith("19") || four.StartsWith("20"))
        && int.TryParse(four, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    /// <summary>The text without digits and marks at both ends: they do not make a word safer.</summary>
    private static string Bare(string text)
    {
        var (from, to) = (0, text.Length);
        while (from < to && !char.IsLetter(text[from])) from++;
        while (to > from && !char.IsLetter(text[to - 1])) to--;
        return text[from..to];
    }

    /// <summary>The text with digits and marks replaced by the letters for which people use them.</summary>
    private static string AsLetters(string text) => string.Create(text.Length, text, (span, from) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = from[i] switch
            {
                '@' or '4' => 'a',
                '3' => 'e',
                '1' or '!' => 'i',
                '0' => 'o',
                '$' or '5' => 's',
                '7' => 't',
                var other => other,
            };
        }
    });
}

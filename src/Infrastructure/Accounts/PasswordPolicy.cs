using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// What a password must be, and how long an enterprise may keep it. Only length counts, no mix of characters is
/// asked for: passphrases are welcome, and passwords that everybody tries first are refused.
/// </summary>
public static partial class PasswordPolicy
{
    /// <summary>Characters at least, inclusive.</summary>
    public const int MinLength = 15;

    /// <summary>Characters at least beside a second factor, inclusive.</summary>
    public const int MinBesideSecondFactor = 8;

    /// <summary>Characters at most, inclusive: hashing must not become a load.</summary>
    public const int MaxLength = 128;

    /// <summary>Months after which an enterprise must take a new one.</summary>
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
    /// <param name="secondFactor">True: it is asked for together with a second factor.</param>
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

    /// <summary>True when it is too short to stand without a second factor.</summary>
    public static bool IsShort(string password) => password.Length < MinLength;

    /// <summary>
    /// From when the account must take a new password; null: it may keep it. Three months end with the same day number,
    /// or with the last day of a shorter month (rules.md H.2), in Shanghai by the machine's clock.
    /// </summary>
    public static DateTimeOffset? MustChangeFrom(Account account, DateTimeOffset? changedAt) =>
        account.MustChangePassword ? DateTimeOffset.MinValue
        : (account.Roles & (Roles.Employer | Roles.ExamCentre)) != 0 && changedAt is { } at
        ? ShanghaiTime.EndOf(LegalDates.AddMonths(ShanghaiTime.DateOf(at), EnterpriseMonths))
        : null;

    /// <summary>A short name may stand inside of a word, a longer one is there on purpose.</summary>
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

    /// <summary>Without years of this century and the last one: they are what is put at the end of a word.</summary>
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

    /// <summary>Without the rows of digits that are a frequent password by themselves.</summary>
    private static string WithoutFrequentDigits(string text) =>
        Digits().Replace(text, row => FrequentPasswords.Has(row.Value) ? "" : row.Value);

    /// <summary>What is written twice is no longer than once.</summary>
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

    /// <summary>Without what is no letter at both ends: a word with digits and marks around it is that word.</summary>
    private static string Bare(string text)
    {
        var (from, to) = (0, text.Length);
        while (from < to && !char.IsLetter(text[from])) from++;
        while (to > from && !char.IsLetter(text[to - 1])) to--;
        return text[from..to];
    }

    /// <summary>Digits and marks that stand for letters read as those letters.</summary>
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

using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>What a password must be, and how long an enterprise may keep it.</summary>
public static class PasswordPolicy
{
    /// <summary>Characters at least, inclusive.</summary>
    public const int MinLength = 10;

    /// <summary>Characters at most, inclusive: hashing must not become a load.</summary>
    public const int MaxLength = 128;

    /// <summary>Months after which an enterprise must take a new one.</summary>
    public const int EnterpriseMonths = 3;

    private const int MinClasses = 3;

    /// <summary>
    /// What is wrong with <paramref name="password"/> for an account called <paramref name="name"/>; null: nothing.
    /// </summary>
    public static FieldFault? Fault(string field, string password, string? name)
    {
        if (password.Length is < MinLength or > MaxLength)
            return Refusals.Fault(field, $"密码长度应为 {MinLength} 至 {MaxLength} 个字符。",
                $"A password has {MinLength} to {MaxLength} characters.");
        if (string.Equals(password, name, StringComparison.OrdinalIgnoreCase))
            return Refusals.Fault(field, "密码不能与用户名相同。", "The password must not be the user name.");
        return ClassesOf(password) >= MinClasses ? null
            : Refusals.Fault(field, "密码应包含大写字母、小写字母、数字、其他字符中的至少三种。",
                "A password has at least three of: capitals, small letters, digits, other characters.");
    }

    /// <summary>
    /// From when the account must take a new password; null: it may keep it. Three months end with the same day number,
    /// or with the last day of a shorter month (rules.md H.2), in Shanghai by the machine's clock.
    /// </summary>
    public static DateTimeOffset? MustChangeFrom(Account account, DateTimeOffset? changedAt) =>
        account.MustChangePassword ? DateTimeOffset.MinValue
        : (account.Roles & (Roles.Employer | Roles.ExamCentre)) != 0 && changedAt is { } at
        ? ShanghaiTime.EndOf(LegalDates.AddMonths(ShanghaiTime.DateOf(at), EnterpriseMonths))
        : null;

    private static int ClassesOf(string password)
    {
        bool capital = false, small = false, digit = false, other = false;
        foreach (var character in password)
        {
            if (char.IsAsciiLetterUpper(character)) capital = true;
            else if (char.IsAsciiLetterLower(character)) small = true;
            else if (char.IsAsciiDigit(character)) digit = true;
            else other = true;
        }
        return (capital ? 1 : 0) + (small ? 1 : 0) + (digit ? 1 : 0) + (other ? 1 : 0);
    }
}

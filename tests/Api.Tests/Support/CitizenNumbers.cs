using System.Globalization;

namespace OrleansRegistry.Api.Tests.Support;

/// <summary>
/// Made-up citizen identity numbers (公民身份号码) with the right check digit, worked out apart from the domain's code.
/// </summary>
internal static class CitizenNumbers
{
    // GB 11643-1999, 4: the weight of each of the first 17 digits, and what stands for the remainder.
    private static readonly int[] _weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    private const string Checks = "10X98765432";

    /// <summary>
    /// The number of somebody born on <paramref name="born"/> (yyyyMMdd) in a county: one of a thousand, chosen by
    /// <paramref name="which"/>.
    /// </summary>
    public static string Of(string county, string born, int which)
    {
        var body = county + born + (which % 1000).ToString("D3", CultureInfo.InvariantCulture);
        return body + Checks[body.Select((digit, i) => (digit - '0') * _weights[i]).Sum() % 11];
    }
}

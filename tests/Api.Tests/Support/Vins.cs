using System.Globalization;

namespace OrleansRegistry.Api.Tests.Support;

/// <summary>Identification numbers of vehicles that nobody built, with their right check digits.</summary>
internal static class Vins
{
    /// <summary>The number with this serial of six digits.</summary>
    public static string Of(int n)
    {
        var serial = n.ToString("D6", CultureInfo.InvariantCulture);
        int[] weights = [7, 6, 5, 4, 3, 2];
        // The digits before the serial are fixed: LZYTDTE6?N1, of which the sum is
        // 8*3+7*9+6*8+5*3+4*4+3*3+2*5+10*6+9*5+8*1.
        var sum = 24 + 63 + 48 + 15 + 16 + 9 + 10 + 60 + 45 + 8 + serial.Select(
            (digit, i) => (digit - '0') * weights[i]).Sum();
        return $"LZYTDTE6{"0123456789X"[sum % 11]}N1{serial}";
    }
}

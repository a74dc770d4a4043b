using System.Globalization;
using System.Text;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Audit;

/// <summary>The signed content of a root. Outsiders read it for ever, so its form never changes.</summary>
public static class RootPayload
{
    /// <summary>Day, instant in seconds, number of leaves and root, as JSON.</summary>
    public static byte[] Of(AuditRoot root) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"day\":\"{RootLeaf.KeyOf(root.Day)}\",\"iat\":{root.At.ToUnixTimeSeconds()},\"leaves\":{root.Leaves},"
        + $"\"root\":\"{Convert.ToHexStringLower(root.Hash.Span)}\"}}"));
}

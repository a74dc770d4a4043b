using System.Security.Cryptography;

namespace OrleansRegistry.Storage;

/// <summary>
/// Places are drawn at random, so that they do not show who came when. A list counts as full when sixteen draws in a
/// row meet taken places (it is then some seven tenths full), and the next list begins.
/// </summary>
public static class StatusPlaces
{
    /// <summary>Places of one list.</summary>
    public const int PerList = 1 << 20;

    /// <summary>
    /// Draws in the newest list before the next one begins; the migration for PostgreSQL has the same number.
    /// </summary>
    public const int Draws = 16;

    /// <summary>A place of a list at random.</summary>
    public static long Draw(long list) => list * PerList + RandomNumberGenerator.GetInt32(PerList);
}

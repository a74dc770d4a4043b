using System.Security.Cryptography;

namespace OrleansRegistry.Storage;

/// <summary>
/// Places are drawn at random, so that they say nothing of who came when; a list is full when sixteen draws in a row
/// meet places that are taken (it is then some seven tenths full), and the next one begins.
/// </summary>
public static class StatusPlaces
{
    /// <summary>Places of one list.</summary>
    public const int PerList = 1 << 20;

    /// <summary>
    /// Draws in the newest list before the next one begins; the migration for PostgreSQL has the same.
    /// </summary>
    public const int Draws = 16;

    /// <summary>A place of a list at random.</summary>
    public static long Draw(long list) => list * PerList + RandomNumberGenerator.GetInt32(PerList);
}

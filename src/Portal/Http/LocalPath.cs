namespace OrleansRegistry.Portal.Http;

/// <summary>Where a form may send its reader back to.</summary>
internal static class LocalPath
{
    private const int MaxLength = 2100;

    /// <summary>
    /// The path if it is one of this registry's own pages, else <paramref name="other"/>. A browser takes "//host" and
    /// "/\host" for another host, and drops control characters before it looks.
    /// </summary>
    public static string Or(string? path, string other) =>
        path is { Length: > 0 and <= MaxLength } && path[0] == '/' && !(path.Length > 1 && path[1] is '/' or '\\')
            && !path.Any(c => char.IsControl(c) || c is '\\' || c > '~')
            ? path : other;
}

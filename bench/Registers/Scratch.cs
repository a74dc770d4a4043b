using System.Globalization;

namespace OrleansRegistry.Bench.Registers;

/// <summary>
/// Folders of this run, under the cache folder; removed at its end, and those of killed runs at the next start.
/// </summary>
internal static class Scratch
{
    private static int _folders;

    /// <summary>The folder of this run.</summary>
    private static string Of(Settings settings, int process) =>
        Path.Combine(settings.Cache, "scratch", process.ToString(CultureInfo.InvariantCulture));

    /// <summary>A new, empty folder.</summary>
    public static string Folder(Settings settings, string name)
    {
        var folder = $"{name}-{Interlocked.Increment(ref _folders)}";
        return Directory.CreateDirectory(Path.Combine(Of(settings, Environment.ProcessId), folder)).FullName;
    }

    /// <summary>A new folder with the files of another one, written down before anything is measured on it.</summary>
    public static string Copy(Settings settings, string from, string name)
    {
        var to = Folder(settings, name);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            var copy = Path.Combine(to, Path.GetFileName(file));
            File.Copy(file, copy);
            using var written = File.OpenHandle(copy, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(written);
        }
        return to;
    }

    /// <summary>Removes one of them before the end, where they are large.</summary>
    public static void Remove(string folder) => Directory.Delete(folder, recursive: true);

    /// <summary>Removes those of runs that were killed.</summary>
    public static void Clear(Settings settings)
    {
        var all = Path.Combine(settings.Cache, "scratch");
        if (!Directory.Exists(all)) return;
        foreach (var folder in Directory.EnumerateDirectories(all))
        {
            if (Directory.Exists("/proc/" + Path.GetFileName(folder))) continue;
            MeasuredServer.EndOf(folder);
            Remove(folder);
        }
    }

    /// <summary>Removes those of this run; a server that is still in one of them is stopped first.</summary>
    public static void End(Settings settings)
    {
        MeasuredServer.End();
        var folder = Of(settings, Environment.ProcessId);
        if (Directory.Exists(folder)) Remove(folder);
    }
}

using System.ComponentModel;
using System.Diagnostics;

namespace OrleansRegistry.Tests.Faults;

/// <summary>A small disk in memory, which only root can mount; elsewhere it is not there, and tests say so.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _filler;
    private readonly bool _isOwn;

    /// <param name="bytes">Its size.</param>
    /// <param name="folder">Where it is mounted; null: in a folder of its own that everybody may enter.</param>
    public SmallDisk(int bytes, string? folder = null)
    {
        Folder = folder ?? Directory.CreateTempSubdirectory("registry-disk-").FullName;
        _isOwn = folder is null;
        _filler = Path.Combine(Folder, "filler");
        IsMounted = Runs("mount", "-t", "tmpfs", "-o", $"size={bytes}", "tmpfs", Folder);
    }

    public string Folder { get; }

    /// <summary>False: mounting is not permitted here.</summary>
    public bool IsMounted { get; }

    /// <summary>Fills it up to so many bytes.</summary>
    public void Fill(long leaveBytes)
    {
        using var file = new FileStream(_filler, FileMode.Append);
        var chunk = new byte[64 * 1024];
        try
        {
            for (long free; (free = new DriveInfo(Folder).AvailableFreeSpace - leaveBytes) > 0; file.Flush())
                file.Write(chunk, 0, (int)Math.Min(chunk.Length, free));
        }
        catch (IOException)
        {
            // Somebody else took the last of it.
        }
    }

    /// <summary>Makes room again.</summary>
    public void Clear() => File.Delete(_filler);

    public void Dispose()
    {
        if (IsMounted) Runs("umount", "-l", Folder);
        if (_isOwn) Directory.Delete(Folder);
    }

    private static bool Runs(string program, params string[] arguments)
    {
        try
        {
            using var process =
                Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}

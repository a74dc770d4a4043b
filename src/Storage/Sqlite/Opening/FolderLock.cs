using System.Globalization;

namespace OrleansRegistry.Storage.Sqlite.Opening;

/// <summary>
/// One process per folder, because two would each trust their own memory. The lock is the operating system's, so that
/// it ends with a killed process. The process's number is in a second file, because a locked file cannot be read on
/// every system.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private const string LockName = "registry.lock";
    private const string ProcessName = "registry.pid";

    private readonly FileStream _lock;

    private FolderLock(FileStream held) => _lock = held;

    /// <summary>Takes the lock, or throws <see cref="RegistryInUseException"/>.</summary>
    public static FolderLock Take(string folder)
    {
        var path = Path.Combine(folder, LockName);
        FileStream held;
        try
        {
            held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken) when (File.Exists(path))
        {
            throw new RegistryInUseException(
                $"The registry in {folder} is in use by process {Holder(folder)}: "
                + "stop it first, or choose another folder.",
                taken);
        }
        File.WriteAllText(
            Path.Combine(folder, ProcessName), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return new FolderLock(held);
    }

    private static string Holder(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, ProcessName));
        }
        catch (IOException)
        {
            return "(unknown)";
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}

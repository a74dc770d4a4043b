using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>
/// The folder in which uploads are until they are stored, and its limits: how many uploads at a time, how many of one
/// account, and how many bytes of all. There is one for each process.
/// </summary>
public sealed class UploadSpace
{
    /// <summary>Most uploads at a time, inclusive.</summary>
    public const int MaxTogether = 20;

    /// <summary>Most uploads of one account at a time, inclusive.</summary>
    public const int MaxOfAccount = 4;

    private static readonly TimeSpan _retry = TimeSpan.FromSeconds(5), _leftover = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _ofAccount = new(StringComparer.Ordinal);
    private readonly string _folder;
    private readonly long _budget;
    private int _together;
    private long _bytes;

    /// <summary>The space in <paramref name="folder"/>; files of a process that died are deleted after a day.</summary>
    /// <param name="folder">The folder; it is made if it does not exist.</param>
    /// <param name="budget">
    /// Bytes of all uploads under way; null: a quarter of the space that is free there now.
    /// </param>
    /// <param name="machineClock">The machine's clock, for the age of files.</param>
    public UploadSpace(string folder, long? budget, TimeProvider machineClock)
    {
        _folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(_folder);
        _budget = budget ?? new DriveInfo(_folder).AvailableFreeSpace / 4;
        foreach (var file in new DirectoryInfo(_folder).EnumerateFiles("*" + TemporaryFile.Extension))
            if (machineClock.GetUtcNow() - file.LastWriteTimeUtc > _leftover) file.Delete();
    }

    /// <summary>A place for one upload of the account; or the refusal.</summary>
    public Result<UploadPlace> Enter(string accountId)
    {
        lock (_lock)
        {
            var own = _ofAccount.GetValueOrDefault(accountId);
            if (own >= MaxOfAccount)
                return DocumentRefusals.TooMany($"同时上传的文件最多 {MaxOfAccount} 个，请稍后再试。",
                    $"At most {MaxOfAccount} uploads of one account at a time; please try again.", _retry);
            if (_together >= MaxTogether)
                return DocumentRefusals.TooMany("当前上传人数较多，请稍后再试。",
                    "Too many uploads are under way; please try again.", _retry);
            var place = new UploadPlace(this, accountId, TemporaryFile.In(_folder));
            _ofAccount[accountId] = own + 1;
            _together++;
            return place;
        }
    }

    /// <summary>True: there was room for so many bytes, and they are reserved now.</summary>
    internal bool TryTake(long bytes)
    {
        lock (_lock)
        {
            if (_bytes + bytes > _budget) return false;
            _bytes += bytes;
            return true;
        }
    }

    internal void Leave(string accountId, long bytes)
    {
        lock (_lock)
        {
            _bytes -= bytes;
            _together--;
            if (--_ofAccount[accountId] == 0) _ofAccount.Remove(accountId);
        }
    }
}

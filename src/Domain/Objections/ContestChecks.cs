using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Objections;

/// <summary>Checks that findings and objections share.</summary>
internal static class ContestChecks
{
    /// <summary>Adds a fault for each document that does not exist or belongs to somebody else.</summary>
    public static void Documents(
        ImmutableArray<FieldFault>.Builder faults, ImmutableArray<string> ids, Context context)
    {
        if (ids.IsDefaultOrEmpty) return;
        if (ids.Length > ObjectionMachine.MaxDocuments)
        {
            faults.Add(Refusals.Fault("documentIds", $"最多 {ObjectionMachine.MaxDocuments} 份材料。",
                $"At most {ObjectionMachine.MaxDocuments} documents."));
            return;
        }
        foreach (var id in ids)
            if (context.Facts.Document(id)?.OwnerAccountId != context.Actor.AccountId)
                faults.Add(Refusals.Fault("documentIds", "材料不存在或不是您上传的。", "Not a document of yours."));
    }
}

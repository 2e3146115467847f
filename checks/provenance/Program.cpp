#include "provenance/Program.h"
#include "provenance/CallGraph.h"
#include "provenance/FunctionEvaluator.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace dbsafe::provenance {

// Each level evaluates an expression within another's evaluation.

Program::Program(ASTContext &Context, const catalog::Catalog &Catalog,
                 bool ForOthers)
    : Context(Context), Matcher(Catalog, Context),
      Asking(Context, ForOthers ? &Catalog.questions() : nullptr),
      ForOthers(ForOthers) {
  CallGraph Graph(Context, Matcher, Asking);
  Changed = std::move(Graph.Changed);
  ChangedFields = std::move(Graph.ChangedFields);
  AssignedWhole = std::move(Graph.AssignedWhole);
  Reached = std::move(Graph.Reached);
  Cursors = std::move(Graph.Cursors);
  CalledByName = std::move(Graph.CalledByName);
  Initializers = std::move(Graph.Initializers);
  SendOnDestruction = std::move(Graph.SendOnDestruction);
  Literals = std::move(Graph.Literals);
  HasSecrets = Graph.HasSecrets;
  Undefined = Graph.undefined();
  Constants = std::make_unique<FunctionEvaluator>(*this, nullptr);
  evaluate(Graph);
  // Whoever has a pointer to it passes what nobody sees.
  for (const FunctionDecl *F : Graph.givenAway())
    for (unsigned Index : Asking.asked(F))
      Asking.answer(F, Index, {/*IsOpen=*/true, {}});
  collectFields(Graph);
  findSentLater(Graph);
  collectSites(Graph);
}

Program::~Program() = default;

/// True if some literal in S is not empty.
static bool hasText(const Stmt *S) {
  std::vector<const Stmt *> Work = {S};
  for (unsigned Seen = 0; !Work.empty() && Seen < 4096; ++Seen) {
    const Stmt *Each = Work.back();
    Work.pop_back();
    if (const auto *L = dyn_cast<StringLiteral>(Each); L && L->getLength() > 0)
      return true;
    for (const Stmt *Child : Each->children())
      if (Child)
        Work.push_back(Child);
  }
  return false;
}

bool Program::isUnchanging(const VarDecl *V) const {
  if (V->getType().isConstQualified() || V->isConstexpr())
    return true;
  // An array of constants is constant.
  QualType T = V->getType();
  if (const auto *Element = T->getArrayElementTypeNoTypeQual();
      Element && T->isArrayType() &&
      Context.getBaseElementType(T).isConstQualified())
    return true;
  if (Changed.count(V->getCanonicalDecl()))
    return false;
  if (!V->hasExternalFormalLinkage())
    return true;
  // Other files could change it. Where it starts with a text and nobody is seen
  // to, it is a constant that lacks its const.
  const VarDecl *Definition = nullptr;
  const Expr *Init = V->getAnyInitializer(Definition);
  if (!Init || !hasText(Init))
    return false;
  std::string Name = catalogName(*V);
  if (Matcher.catalog().changed().count(Name))
    return false;
  Kept.insert(std::move(Name));
  return true;
}

std::set<std::string> Program::changed() const {
  std::set<std::string> Names;
  for (const VarDecl *V : Changed)
    if (V->hasExternalFormalLinkage() &&
        !Context.getSourceManager().isInSystemHeader(V->getLocation()))
      Names.insert(catalogName(*V));
  return Names;
}

bool Program::isUnchanging(const FieldDecl *F) const {
  return isClosed(F) && !ChangedFields.count(F->getCanonicalDecl()) &&
         !AssignedWhole.count(F->getParent()->getCanonicalDecl());
}

bool Program::isClosed(const FieldDecl *F) const {
  // What other files can assign to, they may.
  return F->getType().isConstQualified() || F->getAccess() == AS_private ||
         F->getAccess() == AS_protected ||
         Context.getSourceManager().isInMainFile(F->getLocation());
}

const llvm::SmallVector<const Expr *, 2> *
Program::initializersOf(const FieldDecl *F) const {
  static const llvm::SmallVector<const Expr *, 2> None;
  if (!isClosed(F) || ChangedFields.count(F))
    return nullptr;
  auto Found = Initializers.find(F);
  if (Found != Initializers.end())
    return &Found->second;
  return F->hasInClassInitializer() ? &None : nullptr;
}

const FieldDecl *Program::textOfCursor(const ValueDecl *F) const {
  const auto *Field = dyn_cast<FieldDecl>(F);
  return Field ? Cursors.lookup(Field) : nullptr;
}

void Program::evaluate(const CallGraph &Graph) {
  llvm::DenseSet<const NamedDecl *> Missing(Undefined.begin(), Undefined.end());
  for (const CallGraph::Function *F : Graph.order(ForOthers)) {
    Evaluated.push_back(F->Definition->getCanonicalDecl());
    if (ForOthers) {
      llvm::copy_if(
          F->Callees, std::back_inserter(Used),
          [&](const FunctionDecl *Callee) { return Missing.contains(Callee); });
      llvm::append_range(Used, F->CalledThrough);
    }
    Summaries[F->Definition->getCanonicalDecl()] = std::make_unique<Summary>(
        FunctionEvaluator(*this, F->Definition).run());
  }
}

const FieldDecl *Program::settingDecl(llvm::StringRef Keyword) {
  if (auto Known = Settings.find(Keyword); Known != Settings.end())
    return Known->second;
  auto *Object = RecordDecl::Create(Context, TagTypeKind::Struct,
                                    Context.getTranslationUnitDecl(),
                                    SourceLocation(), SourceLocation(),
                                    /*Id=*/nullptr);
  // Without a name: no other file has it.
  auto *Setting = FieldDecl::Create(
      Context, Object, SourceLocation(), SourceLocation(), /*Id=*/nullptr,
      Context.getPointerType(Context.CharTy.withConst()), /*TInfo=*/nullptr,
      /*BW=*/nullptr, /*Mutable=*/false, ICIS_NoInit);
  Setting->setAccess(AS_private);
  return Settings[Keyword.str()] = Setting;
}

const Expr *Program::elsewhere(const catalog::Spot &Spot) {
  auto [It, Fresh] =
      Elsewhere.try_emplace({Spot.File, Spot.Begin, Spot.End}, nullptr);
  if (!Fresh)
    return It->second;
  SourceManager &Sources = Context.getSourceManager();
  auto File = Sources.getFileManager().getOptionalFileRef(Spot.File);
  if (!File)
    return nullptr;
  FileID Id = Sources.translateFile(*File);
  // As if it were included at the end, so that it has a place in the order.
  if (Id.isInvalid())
    Id = Sources.createFileID(
        *File, Sources.getLocForEndOfFile(Sources.getMainFileID()),
        SrcMgr::C_User);
  std::optional<llvm::StringRef> Text = Sources.getBufferDataOrNone(Id);
  if (!Text || Spot.End >= Text->size())
    return nullptr;
  SourceLocation Start = Sources.getLocForStartOfFile(Id);
  SourceLocation Begin = Start.getLocWithOffset(int(Spot.Begin));
  SourceLocation End = Start.getLocWithOffset(int(Spot.End));
  auto *Inside = new (Context)
      OpaqueValueExpr(Begin, Context.VoidPtrTy, VK_PRValue, OK_Ordinary);
  It->second = new (Context) ParenExpr(Begin, End, Inside);
  Owners[It->second] = Spot.Function;
  return It->second;
}

const Expr *Program::quotedCopy(const Hole &H, const FunctionDecl *F) const {
  return H.From == Origin::Symbol ? QuotedSymbols.lookup({F, H.Symbol})
                                  : QuotedHoles.lookup({F, H.Where});
}

const ParmVarDecl *Program::parameterOf(PlaceId P) const {
  while (Places[P].What == Place::Kind::Element)
    P = Places[P].Base;
  bool IsWhole = Places[P].What == Place::Kind::Variable ||
                 Places[P].What == Place::Kind::Pointee;
  return IsWhole ? dyn_cast_or_null<ParmVarDecl>(Places[P].Decl) : nullptr;
}

llvm::StringRef Program::ownerOf(const Expr *E) const {
  auto Known = Owners.find(E);
  return Known == Owners.end() ? llvm::StringRef() : Known->second;
}

PlaceId Program::inEveryObject(PlaceId P) {
  PlaceId Root = Places[P].Root;
  if (Places[Root].What != Place::Kind::This)
    return NoPlace;
  PlaceId Field = P;
  while (Field != Root && Places[Field].Base != Root)
    Field = Places[Field].Base;
  const auto *D = dyn_cast_or_null<FieldDecl>(Places[Field].Decl);
  if (Field == Root || !D || !isClosed(D))
    return NoPlace;
  return Places.moved(P, Root, Places.everyObject(D->getParent()));
}

void Program::collectFields(const CallGraph &Graph) {
  // In the order of the program, which is the same in every run.
  for (const CallGraph::Function *F : Graph.order(ForOthers)) {
    const auto &S = Summaries[F->Definition->getCanonicalDecl()];
    // Where an object that the method has made is left: d(new Private).
    llvm::DenseMap<PlaceId, PlaceId> Left;
    for (const auto &[P, V] : S->Writes)
      if (V.isAddress() && llvm::is_contained(S->Made, V.P))
        if (PlaceId All = inEveryObject(P); All != NoPlace)
          Left[V.P] = All;
    auto Held = [&](PlaceId P) {
      auto Known = Left.find(Places[P].Root);
      return Known == Left.end() ? inEveryObject(P)
                                 : Places.moved(P, Known->first, Known->second);
    };
    for (const auto &[P, V] : S->Writes) {
      PlaceId All = V.isText() ? Held(P) : NoPlace;
      if (All == NoPlace)
        continue;
      // What was there before is the other writes' business.
      TextRef T = Texts.map(
          V.T, [](TextRef Node) { return Node->isSymbolic(); },
          [&](const Hole &H) -> TextRef {
            return H.From == Origin::Symbol && inEveryObject(H.Symbol) == All
                       ? Texts.empty()
                       : nullptr;
          });
      TextRef &Known = FieldTexts.try_emplace(All, T).first->second;
      Known = Texts.join(Known, T);
    }
  }
}

/// True for std::queue<std::string>: what is put into it stays apart.
static bool isOfTexts(QualType T) {
  const auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      T.getNonReferenceType()->getAsRecordDecl());
  if (!Class || Class->getTemplateArgs().size() == 0)
    return false;
  const TemplateArgument &Of = Class->getTemplateArgs()[0];
  return Of.getKind() == TemplateArgument::Type && !isNumeric(Of.getAsType()) &&
         !isCharacter(Of.getAsType());
}

bool Program::keepsWhole(const Summary &Of, PlaceId Given) const {
  return llvm::any_of(Of.Writes, [&](const auto &Write) {
    const auto &[P, V] = Write;
    if (!V.isText())
      return false;
    if (V.T->isHole() && V.T->hole().Symbol == Given)
      return true;
    const auto *Field = dyn_cast_or_null<FieldDecl>(Places[P].Decl);
    return Places[P].What == Place::Kind::Element ||
           (Field && isOfTexts(Field->getType()));
  });
}

void Program::findSentLater(CallGraph &Graph) {
  const auto Order = Graph.order(ForOthers);
  std::set<std::pair<const ParmVarDecl *, const catalog::Sink *>> Known;
  llvm::DenseSet<const FunctionDecl *> Revised;
  for (const CallGraph::Function *F : Order) {
    const FunctionDecl *Sender = F->Definition->getCanonicalDecl();
    const std::vector<Site> Sites = Summaries[Sender]->Sites;
    for (const Site &S : Sites) {
      const SitePart *Sql = S.Sink ? S.part(Role::Sql) : nullptr;
      if (!Sql || S.OnlyValues || !Sql->Text->isSymbolic())
        continue;
      TextRef T = withFields(Sql->Text);
      if (T == Sql->Text)
        continue;
      for (const Line &L : lines(T)) {
        const ParmVarDecl *Param = L.size() == 1 && L[0]->isHole() &&
                                           L[0]->hole().From == Origin::Symbol
                                       ? parameterOf(L[0]->hole().Symbol)
                                       : nullptr;
        const auto *Keeper =
            Param ? dyn_cast<CXXMethodDecl>(Param->getDeclContext()) : nullptr;
        if (!Keeper || Keeper->getCanonicalDecl() == Sender ||
            !Summaries.count(Keeper->getCanonicalDecl()) ||
            // A piece of a statement is none.
            !keepsWhole(*Summaries[Keeper->getCanonicalDecl()],
                        L[0]->hole().Symbol) ||
            !Known.insert({Param, S.Sink}).second)
          continue;
        Hole H;
        H.From = Origin::Symbol;
        H.Symbol = L[0]->hole().Symbol;
        H.Where = L[0]->hole().Where;
        Site Late = S;
        Late.Outermost = Keeper;
        Late.Calls = nullptr;
        Late.CallDepth = 0;
        Late.Values.clear();
        Late.Parts.clear();
        Late.Parts.push_back(*Sql);
        Late.Parts.front().Text = Texts.hole(H);
        Summary &Of = *Summaries[Keeper->getCanonicalDecl()];
        Of.Pending.push_back(Of.Sites.size());
        Of.Sites.push_back(std::move(Late));
        Revised.insert(Keeper->getCanonicalDecl());
      }
    }
  }
  if (Revised.empty())
    return;
  for (const FunctionDecl *Keeper : Revised)
    Graph.addSender(Keeper);
  // Who calls them, and theirs.
  for (const CallGraph::Function *F : Graph.order(ForOthers)) {
    const FunctionDecl *Caller = F->Definition->getCanonicalDecl();
    bool IsNew = !Summaries.count(Caller);
    bool IsNeeded = IsNew || llvm::any_of(F->Callees, [&](const auto *Callee) {
                      return Revised.contains(Callee);
                    });
    if (!IsNeeded || (!IsNew && Revised.contains(Caller)))
      continue;
    auto New = std::make_unique<Summary>(
        FunctionEvaluator(*this, F->Definition).run());
    Summaries[Caller] = std::move(New);
    Revised.insert(Caller);
    if (IsNew)
      Evaluated.push_back(Caller);
  }
}

TextRef Program::withFields(TextRef T) {
  return Texts.map(
      T, [](TextRef Node) { return Node->isSymbolic(); },
      [&](const Hole &H) -> TextRef {
        PlaceId P =
            H.From == Origin::Symbol ? inEveryObject(H.Symbol) : NoPlace;
        if (P == NoPlace)
          return nullptr;
        // What is written there, to what holds it, or to what it holds.
        llvm::SmallVector<TextRef, 4> Found;
        llvm::SmallVector<PlaceId, 8> Work;
        Places.aliases(P, Work);
        while (!Work.empty() && Found.size() < 64) {
          PlaceId Each = Work.pop_back_val();
          if (auto Known = FieldTexts.find(Each); Known != FieldTexts.end())
            Found.push_back(Known->second);
          llvm::append_range(Work, Places.children(Each));
        }
        PlaceId Field = P;
        for (PlaceId Around = Places[P].Base; Around != NoPlace;
             Around = Places[Around].Base) {
          if (auto Known = FieldTexts.find(Around); Known != FieldTexts.end())
            Found.push_back(Known->second);
          if (Places[Around].Base != NoPlace)
            Field = Around;
        }
        if (Found.empty())
          return nullptr;
        // In any order, any number of times.
        TextRef All = Texts.join(Found);
        bool Grows = ChangedFields.count(cast<FieldDecl>(Places[Field].Decl)) &&
                     Places[P].What == Place::Kind::Field && Field == P;
        TextRef Pieces = Grows ? Texts.repeat(All) : All;
        return H.Splice ? Texts.spliced(Pieces, H.Splice) : Pieces;
      });
}

void Program::collectSites(const CallGraph &Graph) {
  for (const CallGraph::Function *F : Graph.order(ForOthers)) {
    const FunctionDecl *Canonical = F->Definition->getCanonicalDecl();
    auto Known = Summaries.find(Canonical);
    if (Known == Summaries.end())
      continue;
    // A function that only this file can call, and does, is judged by what
    // its callers pass.
    bool CallersKnown = !KnownCallers.mayBeElsewhere(F->Definition) &&
                        F->HasCallers && !F->AddressTaken;
    for (const Site &S : Known->second->Sites) {
      if (S.OnlyValues) {
        HandedOn.push_back(S);
        continue;
      }
      bool Depends = false;
      for (const SitePart &Part : S.Parts)
        Depends |= Part.Text->isSymbolic();
      if (Depends && CallersKnown)
        continue;
      Sites.push_back(S);
      for (SitePart &Part : Sites.back().Parts)
        Part.Text = withFields(Part.Text);
    }
  }
}

} // namespace dbsafe::provenance
